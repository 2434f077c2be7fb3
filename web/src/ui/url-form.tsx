import { useId, useState } from "preact/hooks";

interface Props {
  readonly label: string;
  readonly action: string;
  readonly onUrl: (url: string) => Promise<void>;
}

/** Asks for the address of a page that the reader's own server is to fetch. */
export function UrlForm({ label, action, onUrl }: Props) {
  const [url, setUrl] = useState("");
  const [busy, setBusy] = useState(false);
  const id = useId();
  return (
    <form
      class="url-form"
      onSubmit={(event) => {
        event.preventDefault();
        setBusy(true);
        void onUrl(url.trim())
          .then(() => setUrl(""))
          .finally(() => setBusy(false));
      }}
    >
      <label for={id}>{label}</label>
      <div class="row">
        <input
          id={id}
          type="url"
          required
          placeholder="https://"
          value={url}
          onInput={(event) => setUrl(event.currentTarget.value)}
        />
        <button type="submit" disabled={busy || url.trim() === ""}>
          {busy ? "Fetching …" : action}
        </button>
      </div>
    </form>
  );
}
