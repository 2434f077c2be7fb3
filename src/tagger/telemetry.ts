/**
 * ONNX Runtime reports its use to its maker, keeps an identifier of the device for that, and dies of
 * a command line of 32 KB while it gathers what to report; unless told not to before its first session.
 * The main thread must say so: in a worker `process.env` is a copy that the runtime does not see.
 */
export function withoutTelemetry(): void {
  process.env["ORT_DISABLE_TELEMETRY"] ??= "1";
}
