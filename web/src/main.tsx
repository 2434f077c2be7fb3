import { render } from "preact";
import { App } from "./app.js";
import { scriptUrl } from "./trusted.js";
import "./style/fonts.css";
import "./style/base.css";
import "./style/frame.css";
import "./style/marks.css";

render(<App />, document.querySelector("#app")!);

if (import.meta.env.PROD && "serviceWorker" in navigator)
  addEventListener("load", () => {
    // Without one (a private window, say) the page works, only not without a network.
    navigator.serviceWorker.register(scriptUrl("./sw.js")).catch((error: unknown) => {
      console.warn("This page will not work offline:", error);
    });
  });
