import { Component, type ComponentChildren, type ComponentType } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { askHealth, giveToken, health, tokenWanted } from "./api.js";
import { counted } from "./text/words.js";
import { engineState } from "./engine/engine.js";
import { linkTo, route, type RoomName, ROOMS } from "./route.js";
import { Busy, EngineProgress, Failed } from "./ui/states.js";

const NAMES: Readonly<Record<RoomName, string>> = {
  read: "Read",
  check: "Check",
  record: "Record",
  promises: "Promises",
  review: "Review",
};

/** Rooms that need no server. */
const LOCAL: readonly RoomName[] = ["read", "check"];
const OPEN = SERVED ? ROOMS : LOCAL;

const LOADERS: Readonly<Record<RoomName, () => Promise<{ default: ComponentType }>>> = {
  read: () => import("./rooms/read.js"),
  check: () => import("./rooms/check.js"),
  record: () => import("./rooms/record.js"),
  promises: () => import("./rooms/promises.js"),
  review: () => import("./rooms/review.js"),
};

export function App() {
  const { room } = route.value;
  useEffect(() => void askHealth(), [room]);
  const first = useRef(true);
  useEffect(() => {
    document.title = `${NAMES[room]} · Onrecord`;
    // Whoever goes to a room by the keyboard goes on from there.
    if (!first.current) document.querySelector<HTMLElement>("#main")?.focus();
    first.current = false;
  }, [room]);
  return (
    <>
      <a
        class="skip"
        href="#main"
        onClick={(event) => {
          event.preventDefault(); // the hash is the address
          document.querySelector<HTMLElement>("#main")?.focus();
        }}
      >
        Skip to the page
      </a>
      <header class="masthead">
        <a class="name serif" href={linkTo("read")}>
          Onrecord
        </a>
        <nav aria-label="Rooms">
          {OPEN.map((name) => (
            <a key={name} href={linkTo(name)} aria-current={name === room ? "page" : undefined}>
              {NAMES[name]}
            </a>
          ))}
        </nav>
        <Network />
      </header>
      <main id="main" tabIndex={-1} data-engine={engineState.value.kind}>
        {tokenWanted.value ? (
          <TokenForm />
        ) : (
          <Guard key={room}>
            <Room name={OPEN.includes(room) ? room : "read"} />
          </Guard>
        )}
      </main>
      <footer class="colophon">
        <EngineProgress />
        <p>
          {health.value?.ledger
            ? `${counted(health.value.ledger.documents, "document")}, ${counted(health.value.ledger.statements, "statement")} on record. `
            : ""}
          A program marked these statements; it errs. Look at the words before you print them.
        </p>
      </footer>
    </>
  );
}

/** Says when there is no network. */
function Network() {
  const [online, setOnline] = useState(navigator.onLine);
  useEffect(() => {
    const look = (): void => setOnline(navigator.onLine);
    addEventListener("online", look);
    addEventListener("offline", look);
    return () => {
      removeEventListener("online", look);
      removeEventListener("offline", look);
    };
  }, []);
  return (
    <span class="network" role="status">
      {online ? "" : "Offline"}
    </span>
  );
}

/** Asks for the token of a server that is open to more than this machine. */
function TokenForm() {
  return (
    <form
      class="state"
      onSubmit={(event) => {
        event.preventDefault();
        const token = new FormData(event.currentTarget).get("token");
        if (typeof token === "string") void giveToken(token);
      }}
    >
      <h1 class="serif">A token is needed</h1>
      <p>
        This server was started with a read or write token; whoever runs it can tell you. It is kept
        until this tab is closed.
      </p>
      <div class="row">
        <label>
          Token
          <input name="token" type="password" required autocomplete="off" />
        </label>
      </div>
      <button type="submit" class="primary">
        Open
      </button>
    </form>
  );
}

function Room({ name }: { name: RoomName }) {
  const [loaded, setLoaded] = useState<ComponentType | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  useEffect(() => {
    LOADERS[name]()
      .then((module) => setLoaded(() => module.default))
      .catch((error: unknown) => setFailure(String(error)));
  }, [name]);
  if (failure)
    return (
      <Failed
        what="This part of the page did not come"
        why={failure}
        again={() => location.reload()}
      />
    );
  const Loaded = loaded;
  return Loaded ? <Loaded /> : <Busy>Opening</Busy>;
}

interface Caught {
  readonly error: Error | null;
}

/** Keeps a fault of one room from emptying the page. */
class Guard extends Component<{ children: ComponentChildren }, Caught> {
  override state: Caught = { error: null };

  static override getDerivedStateFromError(error: Error): Caught {
    return { error };
  }

  override render() {
    const { error } = this.state;
    if (!error) return this.props.children;
    return (
      <Failed
        what="This room broke; that is a fault of the page"
        why={error.message}
        again={() => this.setState({ error: null })}
      />
    );
  }
}
