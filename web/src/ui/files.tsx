import type { ComponentChildren } from "preact";
import { useRef, useState } from "preact/hooks";

interface Props<T> {
  readonly onFiles: (files: readonly File[]) => void;
  readonly children: T;
}

/** A button that opens the machine's own file chooser; for one file, unless `multiple` is set. */
export function FileButton({
  onFiles,
  children,
  multiple = false,
}: Props<string> & { readonly multiple?: boolean }) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button type="button" onClick={() => input.current!.click()}>
        {children}
      </button>
      <input
        ref={input}
        type="file"
        hidden
        multiple={multiple}
        accept=".txt,.md,.markdown,.html,.htm,.pdf,.docx,.srt,.vtt,text/*"
        onChange={(event) => {
          onFiles([...(event.currentTarget.files ?? [])]);
          event.currentTarget.value = "";
        }}
      />
    </>
  );
}

/** Takes files dropped anywhere on it. */
export function DropZone({ onFiles, children }: Props<ComponentChildren>) {
  const [over, setOver] = useState(false);
  return (
    <div
      class={over ? "drop over" : "drop"}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        const files = [...(event.dataTransfer?.files ?? [])];
        if (files.length > 0) onFiles(files);
      }}
    >
      {children}
    </div>
  );
}
