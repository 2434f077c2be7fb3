/** Words that speakers are told apart by. General English; matched in lower case. */
/** The words of a list, parted by spaces. */
export const words = (list: string): ReadonlySet<string> =>
  new Set(list.split(/\s+/u).filter(Boolean));

export const MALE = words("he him his himself");
export const FEMALE = words("she her hers herself");
export const PLURAL = words("they them their theirs themselves both neither each");
export const NEUTER = words("it its itself");
export const FIRST = words("i me my mine myself we us our ours ourselves");
export const SECOND = words("you your yours yourself");
export const RELATIVE = words("who which that whom whose");
export const PRONOUNS = new Set([
  ...MALE,
  ...FEMALE,
  ...PLURAL,
  ...NEUTER,
  ...FIRST,
  ...SECOND,
  ...RELATIVE,
]);

export const ARTICLES = words("the a an");

export const MALE_HONORIFICS = words("mr sir lord king prince");
export const FEMALE_HONORIFICS = words("mrs ms miss lady dame baroness queen princess madam mme");
/** Before a name, and no part of it. */
export const HONORIFICS = new Set([
  ...MALE_HONORIFICS,
  ...FEMALE_HONORIFICS,
  ...words(
    "dr prof professor sen senator sens senators rep representative reps gov governor president " +
      "vice-president secretary justice judge gen general col colonel lt capt captain sgt adm admiral " +
      "mayor ambassador rev reverend pope bishop cardinal chairman chairwoman attorney speaker " +
      "congressman congresswoman minister chancellor premier sheriff director commissioner " +
      "rt hon cllr supt insp inspector comrade alhaji alhaja hajiya shri smt archbishop backbencher councillor councilor councilman councilwoman alderman assemblyman assemblywoman",
  ),
]);
/** For patterns: last words of offices that stand in capitals before a name ("Chief Financial Officer Ada Lund"). */
export const OFFICES =
  "President|Secretary|Officer|Director|Chief|Executive|Chair(?:man|woman)?|Minister|Commissioner|Ambassador|" +
  "Treasurer|Sheriff|Professor|Attorney|Leader|Speaker|Spokes(?:man|woman|person)|Manager|" +
  "Council(?:l?or|man|woman)|Superintendent|Editor|Coach|Bishop|Archbishop|Detective|Chancellor|Premier|" +
  "CEO|CFO|COO|MP|MEP|MSP|Advis[eo]r|Strategist|Counsel|Inspector|Marshal|Comptroller|Controller|" +
  "Captain|Constable|Sergeant|Lieutenant|Colonel|Commander|Coroner|Prosecutor|Headteacher|Cardinal|Rabbi|Imam|" +
  "Supt|Insp|Con|Sgt|Capt|Cllr|PC|Rev";
export const SUFFIXES = words("jr jr. sr sr. ii iii iv");

/** A person's words or gestures that stand for the person ("her letter said"). */
export const UTTERANCES = words(
  "letter tweet tweets statement statements remarks remark comment comments words speech message " +
    "messages rhetoric answer answers response reply admission announcement proposal plan plans claim " +
    "claims argument arguments view views opinion opinions testimony post posts video ad ads support " +
    "belief decision promise promises pledge vow call criticism assertion suggestion question questions " +
    "interview address memo note op-ed column blog policy policies platform idea goal position stance " +
    "commentary reaction communications record eyes face voice smile head tone gesture shrug nod laugh look " +
    "silence refusal insistence request demand demands warning warnings apology description prediction " +
    "predictions assessment theory testimony complaint complaints concession strategy boast boasts",
);
/** A person's bodies that speak for themselves ("her campaign said"). */
export const BODIES = words(
  "campaign administration team office company foundation government party organization group firm " +
    "department ministry camp network newspaper",
);

export const DOCUMENTS = words(
  "piece poll polls survey surveys report reports study studies law laws lawsuit suit bill document documents " +
    "lists records record email emails e-mail e-mails letter letters list data book movie film article story " +
    "editorial op-ed memo paper statement transcript filing filings complaint indictment constitution " +
    "treaty act amendment resolution platform rule rules ruling order petition website site ad ads poster " +
    "video tweet tweets post posts message messages speech headline signs sign page analysis research " +
    "findings evidence numbers figures statistics results script plan agreement deal text texts cable " +
    "ranking timeline analyses interviews examination proposal waivers materials account " +
    "legislation playbook average filings deposition edition charges tally findings draft affidavit memoir " +
    "cables audit review file files contract manual guide convention code case joke caption bulletin " +
    "disclosure disclosures returns communications interview conversation advertisement leaflet brochure " +
    "slide slides presentation commentary roster guidance chart graph map tape recording voicemail subpoena " +
    "warrant statute ordinance decree directive edict provision section chapter passage novel poem song " +
    "minutes dataset register documentary newsletter pamphlet flyer banner placard slogan motto hashtag dossier communique " +
    "declaration pact accord protocol charter doctrine budget blueprint excerpt footage certificate",
);
export const ORGANIZATIONS = words(
  "court courts circuit bench government administration authority campaign company committee commission agency department " +
    "ministry party union network newspaper magazine paper university college church institute bank " +
    "association council board bureau congress senate house parliament army military nation " +
    "country state city firm group organization foundation coalition league federation corporation " +
    "pentagon kremlin vatican white-house outlet times post journal station team office " +
    "kingdom tabloid newspaper outfit camp " +
    "society club center centre panel caucus regime district county school legislature cabinet " +
    "navy militia brigade establishment opposition startup start-up nonprofit charity watchdog hospital clinic museum " +
    "library mosque synagogue temple festival airline railway utility chain bloc junta parish diocese orchestra " +
    "troupe tribe clan town village island province region prosecution publication service unit division fund " +
    "force taskforce task-force squad battalion fleet coastguard garrison trust academy gallery studio label " +
    "embassy consulate secretariat directorate inspectorate presidency chancellery treasury exchequer tribunal " +
    "inquiry faculty conservatoire seminary choir band guild lodge chamber alliance consortium conglomerate " +
    "multinational subsidiary cooperative co-operative franchise municipality borough think-tank quango body " +
    "laboratory lab observatory prefecture gendarmerie television radio regulator retailer lender insurer broadcaster operator carrier manufacturer " +
    "carmaker automaker drugmaker planemaker chipmaker steelmaker toymaker shipbuilder housebuilder brewer giant",
);
/** Nouns that are plural without an s. */
export const GROUPS = words(
  "people men women children police some many others several most few both all those critics everyone " +
    "everybody nobody half none majority public audience crowd electorate percent public pair duo couple " +
    "base left right these any either neither number hundreds thousands millions dozens folks youth " +
    "family parents elite masses anyone someone plenty lots staff leadership management employees labor labour " +
    "crew clergy press community population movement wing faction generation mainstream minority trio circle jury " +
    "industry officialdom rest brass field",
);
/** Singular nouns that end in s, and are no group. */
export const NOT_PLURAL = words(
  "congress press boss witness business campus news analysis politics economics class process address " +
    "actress princess hostess governess heiress waitress stewardess pass mass this his its was is has us census virus " +
    "status less unless series hypothesis thesis alumnus",
);
/** Where a phrase's head ends: what follows only describes it. */
export const PREPOSITIONS = words(
  "of for from in at with to on by near against under over about into between among within like including " +
    "who whom which that whose released conducted published headed led backed based named called signed " +
    "filed issued obtained dated written sent posted produced directed out inside outside " +
    "across around throughout behind beyond amid along",
);
const PEOPLES =
  /^(?:(?:\p{Lu}[\p{L}.]+ )?(?:Democrats|Republicans|Dems|Jews|Catholics|Christians|Muslims|Americans|PACs)|Conservatives|Liberals|Tories|Millennials|Evangelicals|Latinos|Hispanics|Progressives|Independents|(?:New |London|Ice|Dutch|Nether|High)\p{L}+ers|(?:Israel|Iraq|Saud|Yemen|Kuwait|Qatar|Bahrain|Oman|Pakistan|Bangladesh|Nepal|\p{Lu}\p{L}+stan)is|\p{Lu}[\p{L}-]+(?:icans|ians|eans|ans|ish|ese|ists|ims))$/u;
/** Whether a name is that of a people or a party's followers: groups, whatever kind of name it is. */
export const namesPeople = (name: string): boolean =>
  /(?:s|sh|se)$/.test(name) && PEOPLES.test(name);
/** Names of documents: laws, polls, reports. */
export const DOCUMENT_NAME =
  /(?:\b(?:Act|Bill|Amendment|Constitution|Treaty|Accord|Agreement|Poll|(?<!Geological )Survey|Study|Memo|Manifesto)(?: of \d{4})?| (?:poll|survey|report|review|study|tally|index))$/u;
/** Bodies known by a name that a person could be called by as well. */
export const KNOWN_BODIES =
  /^(?:Pew|Gallup|Quinnipiac|Rasmussen|Monmouth|Marist|Reuters|Politico|Twitter|Facebook|Google|Nielsen|Congress|Pentagon|Kremlin|Labour|Ofsted|Ofcom|Ofgem|Ofwat|Whitehall|White House|Downing Street|(?:No\.?|Number) ?10|Wall Street|Capitol Hill|City Hall|Scotland Yard)$/iu;
/** Last words of firms' names. */
export const FIRM_NAME =
  /\b(?:Motors|Freight|Foods|Ferries|Airlines|Airways|Railways|Holdings|Industries|Systems|Technologies|Pharmaceuticals|Logistics|Shipping|Shipyards?|Breweries|Dairies|Insurance|Entertainment|Studios|Petroleum|Telecom|Electronics|Electric|Energy|Capital|Ventures|Hotels|Stores|Supermarkets|Broadcasting|Software|Robotics|Therapeutics|Chemicals|Mining|Bank)$/u;
/** Last words of other bodies' names, which no person's has. */
export const BODY_NAME =
  /^(?:Group|Partners|Media|Newspapers|Laboratories|Labs|Council|Board|Committee|Commission|Authority|Agency|Ministry|Department|Association|Federation|Institute|University|Foundation|Trust|Party|Hospital|Museum|Gallery|Academy|Times|Herald|Tribune|Gazette|Chronicle)$/;
/** For patterns: last words of newspapers' names. */
export const NEWSPAPERS =
  "Courier|Times|Post|Herald|Tribune|Journal|Gazette|Star|Observer|Chronicle|Globe|Telegraph|Guardian|Mirror|Mail|Examiner|Inquirer";
/** For patterns: offices that "of" goes on ("Secretary of State"). */
export const OFFICES_OF =
  "Secretary|Minister|Director|Commissioner|Chief|Head|Superintendent|Dean|Bishop|Archbishop|Speaker|President|Chair(?:man|woman)?|" +
  "Leader|Governor|Mayor|Premier|Chancellor|Ambassador|Provost";
/** One of a party's followers. */
export const FOLLOWER =
  /^(?:(?:(?:Social|Christian|Liberal) )?Democrat|Republican|Conservative|Liberal|Tory)$/u;
