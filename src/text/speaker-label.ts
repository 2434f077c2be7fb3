/** `Woman in the back`, `Unknown Speaker`, `Some hon. members`: those who have no name. */
const NAMELESS =
  /^(?:(?:an?|the|some|several|another|un(?:identified|known)|first|second|third|young|older|fe?male) )*(?:(?:wo)?m[ae]n|male|female|boy|girl|child|speaker|reporter|journalist|questioner|interviewer|interviewee|interpreter|translator|voice|caller|listener|crowd|audience(?: member)?|participant|protester|student|resident|members? of the (?:public|audience|press)|hon(?:\.|ou?rable) members?|person|people|voter|driver|announcer|narrator|host|moderator|operator)s?(?:,? (?:in|from|on|at|off|by) [^:]{1,30})?(?: (?:#?\d{1,2}|\p{L}))?$/iu;

export const isNameless = (label: string): boolean =>
  /^\p{Lu}/u.test(label) && NAMELESS.test(label);

/** `The Secretary of State for Harbours (Ada Lund)`: an office and who holds it. */
export const OFFICE_HOLDER =
  /^The (\p{Lu}[\p{L}’'-]*(?:,? (?:of|for|and|the|to|\p{Lu}[\p{L}’'-]*)){0,12}) \((\p{Lu}[\p{L}.’'-]*(?: [\p{L}.’'-]+){1,4})\)$/u;

/** What one is, not how one is called: "Lund, Host". */
const ROLE =
  /, (?:Host|Moderator|Chair(?:man|woman)?|Mayor|Guest|Reporter|Analyst|Editor|Interviewer|Jr|Sr|II|III)$/u;

/** "Ada Lund" of "Lund, Ada"; other labels as they are. */
export const surnameLast = (label: string): string =>
  ROLE.test(label)
    ? label
    : label.replace(
        /^(\p{Lu}\p{Ll}[\p{L}’'-]*), (\p{Lu}\p{Ll}[\p{L}’'-]*(?: \p{Lu}\.)?)$/u,
        "$2 $1",
      );
