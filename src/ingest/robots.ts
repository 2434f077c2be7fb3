/** What a host's `robots.txt` says to one reader (RFC 9309). */
export interface Robots {
  /** Whether the path, its query with it, may be read. */
  allows(path: string): boolean;
  /** Seconds that the host asks to wait between requests, or null. Not in the RFC, but in use. */
  readonly delay: number | null;
}

interface Rule {
  readonly allow: boolean;
  readonly path: string;
}

/** Bytes of the file that count: the RFC asks for 500 KiB at the least. */
export const MOST_ROBOTS = 512 * 1024;

/** Nothing is forbidden: the host has no `robots.txt`. */
export const NO_ROBOTS: Robots = { allows: () => true, delay: null };

/**
 * Reads `robots.txt` for a reader whose product token is `agent`. The groups that name it count,
 * all together; where none does, those for `*`. Of the rules that match a path the longest holds,
 * and of two as long the one that allows.
 */
export function parseRobots(text: string, agent: string): Robots {
  const mine: Group = { rules: [], delay: null };
  const everybody: Group = { rules: [], delay: null };
  let named = false;
  let groups: readonly Group[] = [];
  let naming = false;
  for (const line of text.slice(0, MOST_ROBOTS).split(/\r\n|\r|\n/u)) {
    const [, field, value] = /^\s*([A-Za-z-]+)\s*:\s*([^#]*?)\s*(?:#.*)?$/u.exec(line) ?? [];
    switch (field?.toLowerCase()) {
      case "user-agent": {
        const token = value!.toLowerCase();
        const group = token === "*" ? everybody : token === agent.toLowerCase() ? mine : null;
        groups = [...(naming ? groups : []), ...(group ? [group] : [])];
        named ||= group === mine;
        naming = true;
        continue;
      }
      case "allow":
      case "disallow":
        // An empty rule forbids nothing.
        if (value !== "")
          for (const { rules } of groups)
            rules.push({ allow: field.toLowerCase() === "allow", path: value! });
        break;
      case "crawl-delay":
        for (const group of groups)
          if (/^\d+(?:\.\d+)?$/u.test(value!)) group.delay = Number(value);
        break;
      default:
        continue; // another field stands in no group (`Sitemap`), and ends no list of names
    }
    naming = false;
  }
  const { rules, delay } = named ? mine : everybody;
  return {
    delay,
    allows: (path) => {
      if (path === "/robots.txt") return true;
      let best: Rule | null = null;
      for (const rule of rules)
        if (matches(unescaped(rule.path), unescaped(path)))
          if (
            !best ||
            rule.path.length > best.path.length ||
            (rule.path.length === best.path.length && rule.allow)
          )
            best = rule;
      return best?.allow ?? true;
    },
  };
}

interface Group {
  readonly rules: Rule[];
  delay: number | null;
}

/** `%41` and `A` are one: letters and digits need no escape, however somebody writes them. */
const unescaped = (path: string): string =>
  path.replaceAll(/%(?:3\d|[46][1-9a-f]|[57][\da])/giu, (code) => {
    const letter = String.fromCharCode(Number.parseInt(code.slice(1), 16));
    return /[A-Za-z0-9]/u.test(letter) ? letter : code;
  });

/** Whether a path begins as the pattern says; `*` is any letters, `$` at the end is the path's end. */
function matches(pattern: string, path: string): boolean {
  const ends = pattern.endsWith("$");
  const parts = (ends ? pattern.slice(0, -1) : pattern).split("*");
  if (!path.startsWith(parts[0]!)) return false;
  let at = parts[0]!.length;
  for (const [i, part] of parts.entries()) {
    if (i === 0) continue;
    if (ends && i === parts.length - 1)
      return path.length - part.length >= at && path.endsWith(part);
    const found = path.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return !ends || at === path.length;
}
