export default function Room() {
  return <p>…</p>;
}
