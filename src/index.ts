export type { Span } from "./text/span.js";
export { createDocument, type TextDocument, type Turn } from "./text/document.js";
export { read, type Reading } from "./read.js";
export { openTagger, type TaggerOptions } from "./tagger/onnx-node.js";
