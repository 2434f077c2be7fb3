/** Whether the page is served by `onrecord serve` (false: plain files, no API). */
declare const SERVED: boolean;

interface TrustedTypePolicyOptionsLike {
  readonly createScriptURL: (url: string) => string;
}
interface Window {
  readonly trustedTypes?: {
    createPolicy(
      name: string,
      options: TrustedTypePolicyOptionsLike,
    ): { createScriptURL(url: string): string };
  };
}
