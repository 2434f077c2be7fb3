/** Only scripts of this very page may run: its worker and its service worker. */
function own(url: string): string {
  const { origin, pathname } = new URL(url, document.baseURI);
  if (origin !== location.origin || !pathname.endsWith(".js"))
    throw new TypeError(`${url} is no script of this page`);
  return url;
}

const policy = window.trustedTypes?.createPolicy("onrecord", { createScriptURL: own });

/** An address that a browser with Trusted Types lets become a worker. */
export const scriptUrl = (url: string): string => policy?.createScriptURL(url) ?? own(url);
