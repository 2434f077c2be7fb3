import { useRef, useState } from "preact/hooks";

/** A button that opens the machine's own file chooser. */
export function FileButton({
  onFile,
  children,
}: {
  onFile: (file: File) => void;
  children: string;
}) {
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
        multiple
        accept=".txt,.md,.markdown,.html,.htm,.docx,.srt,.vtt,text/*"
        onChange={(event) => {
          for (const file of event.currentTarget.files ?? []) onFile(file);
          event.currentTarget.value = "";
        }}
      />
    </>
  );
}

/** Takes files dropped anywhere on it. */
export function DropZone({
  onFile,
  children,
}: {
  onFile: (file: File) => void;
  children: preact.ComponentChildren;
}) {
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
        for (const file of event.dataTransfer?.files ?? []) onFile(file);
      }}
    >
      {children}
    </div>
  );
}
