import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { InputError } from "../errors.js";
import { explained, type OpenLedger } from "./open.js";

export const SCOPES = ["read", "write"] as const;
/** `read` asks; `write` records and decides too. */
export type Scope = (typeof SCOPES)[number];

/** A bearer token as the ledger keeps it: never the token itself. */
export interface TokenRecord {
  readonly id: string;
  readonly name: string;
  readonly scope: Scope;
  readonly made: string;
  readonly revoked: string | null;
}

/** `onr_`, the number that finds it, and 32 random bytes that only the bearer knows. */
const TOKEN = /^onr_([0-9a-f]{12})_([\w-]{43})$/u;
const COLUMNS = ["id", "name", "scope", "made", "revoked"] as const;

/** The secrets have 256 random bits: one round of SHA-256 is as good as many. */
const hashOf = (secret: string): string => createHash("sha256").update(secret).digest("hex");

/** Makes a token and gives it, this once: the ledger keeps a hash. `now` is ISO 8601. */
export async function makeToken(
  ledger: OpenLedger,
  name: string,
  scope: Scope,
  now: string,
): Promise<{ readonly token: string; readonly record: TokenRecord }> {
  if (name.trim() === "") throw new InputError(`"${name}"`, "names nobody; say whose token it is");
  const id = randomBytes(6).toString("hex");
  const secret = randomBytes(32).toString("base64url");
  const record = { id, name: name.trim(), scope, made: now, revoked: null };
  await explained(ledger, () =>
    ledger.db
      .insertInto("tokens")
      .values({ ...record, hash: hashOf(secret) })
      .execute(),
  );
  return { token: `onr_${id}_${secret}`, record };
}

/** Every token, the oldest first; revoked ones too. */
export async function tokensOf(ledger: OpenLedger): Promise<readonly TokenRecord[]> {
  const rows = await explained(ledger, () =>
    ledger.db.selectFrom("tokens").select(COLUMNS).orderBy("made").orderBy("id").execute(),
  );
  return rows.map((row) => ({ ...row, scope: row.scope as Scope }));
}

/** Revokes a token at once; throws `InputError` where there is none of this number, or it is revoked. */
export async function revokeToken(ledger: OpenLedger, id: string, now: string): Promise<void> {
  const { numUpdatedRows } = await explained(ledger, () =>
    ledger.db
      .updateTable("tokens")
      .set({ revoked: now })
      .where("id", "=", id)
      .where("revoked", "is", null)
      .executeTakeFirstOrThrow(),
  );
  if (numUpdatedRows === 0n)
    throw new InputError(id, "is no token that holds; `onrecord token list` shows them");
}

/** Whose token this is, or null. Takes as long for a wrong secret as for one nearly right. */
export async function tokenHolder(ledger: OpenLedger, token: string): Promise<TokenRecord | null> {
  const [, id, secret] = TOKEN.exec(token) ?? [];
  if (id === undefined || secret === undefined) return null;
  const row = await explained(ledger, () =>
    ledger.db
      .selectFrom("tokens")
      .select([...COLUMNS, "hash"])
      .where("id", "=", id)
      .executeTakeFirst(),
  );
  if (!row) return null;
  const { hash, ...record } = row;
  const same = timingSafeEqual(Buffer.from(hash, "hex"), Buffer.from(hashOf(secret), "hex"));
  return same && record.revoked === null ? { ...record, scope: record.scope as Scope } : null;
}
