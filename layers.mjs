// What may import what in src, as data. `npm run layers` checks it and draws it; eslint reads which layers know VS Code.

/**
 * The layers from the ground up. Each imports from itself and from what stands in `from`. `floors` are its folders from
 * the ground up: a folder imports from those below, never from one beside it on the same floor. The files at the top of
 * a layer are what its folders share, so they import from no folder of theirs.
 */
export const LAYERS = {
  core: {
    from: [],
    floors: [
      ["text"],
      ["access", "page"],
      ["edits", "people"],
      ["rules"],
      ["plan", "findings"],
      ["drafts", "guards", "review", "undo", "import"],
      ["planner", "folder"],
      ["check"],
    ],
  },
  codec: { from: ["core"], floors: [] },
  net: { from: ["core"], floors: [["tls", "rate"], ["transport"]] },
  redcap: { from: ["core", "codec", "net"], floors: [["words"], ["failures"], ["answers"], ["requests"]] },
  emulator: { from: ["core", "codec"], floors: [["project"], ["request"], ["methods"], ["server"]] },
  app: {
    from: ["core", "codec", "net", "redcap"],
    floors: [
      ["stored"],
      ["connections", "drafts"],
      ["projects", "journal", "files"],
      ["people"],
      ["apply", "diagnosis"],
    ],
  },
  webview: {
    from: ["core", "editors/protocol.ts", "editors/pageProtocol.ts"],
    floors: [["parts", "kit"], ["forms"], ["grid", "matrix"], ["bars"], ["page"]],
  },
  platform: { from: ["core", "codec", "net", "redcap", "app", "emulator"], floors: [], vscode: true },
  editors: {
    from: ["core", "codec", "net", "redcap", "app", "platform"],
    floors: [["drafts"], ["grid", "pages"], ["language"]],
    vscode: true,
  },
  views: { from: ["core", "codec", "net", "redcap", "app", "platform"], floors: [["people"]], vscode: true },
  commands: {
    from: ["core", "codec", "net", "redcap", "app", "platform", "views", "editors"],
    floors: [["people", "drafts", "files", "connect"], ["rolesAndGroups", "browse", "folders"], ["registry"]],
  },
};

const FILE = "[^/]+$";
const path = (parts) => `^src/(${parts.map((part) => part.replaceAll(".", "\\.")).join("|")})`;
const within = (place) => (place.endsWith(".ts") ? place : `${place}/`);

/** One rule for each folder and one for the files at the top of each layer, each with a sentence. */
function placeRules(layer, { from, floors }) {
  const others = from.map(within);
  const places = floors.flatMap((floor, index) =>
    floor.map((folder) => ({ folder, below: floors.slice(0, index).flat() })),
  );
  return [
    rule(layer, [`${layer}/${FILE}`, ...others], `the top of ${layer}`, from),
    ...places.map(({ folder, below }) => {
      const known = [folder, ...below].map((each) => `${layer}/${each}/${FILE}`);
      const words = [...from, `the top of ${layer}`, ...below.map((each) => `${layer}/${each}`)];
      return rule(`${layer}/${folder}`, [`${layer}/${FILE}`, ...known, ...others], `${layer}/${folder}`, words);
    }),
  ];
}

function rule(place, allowed, name, words) {
  return {
    name: place,
    severity: "error",
    comment: `${name} may import only from ${["itself", ...words].join(", ")}`,
    from: { path: `^src/${place}/${FILE}` },
    to: { path: "^src/", pathNot: path(allowed) },
  };
}

const everywhere = Object.entries(LAYERS).flatMap(([layer, { floors }]) => [
  `${layer}/${FILE}`,
  ...floors.flat().map((folder) => `${layer}/${folder}/${FILE}`),
]);

/** For dependency-cruiser. Folders that keep to their floors cannot make circles; files of one folder still could. */
export const RULES = [
  { name: "circle", severity: "error", comment: "files must not import each other", from: {}, to: { circular: true } },
  ...Object.entries(LAYERS).flatMap(([layer, places]) => placeRules(layer, places)),
  {
    name: "homeless",
    severity: "error",
    comment: "this folder has no floor in layers.mjs",
    from: { path: "^src/", pathNot: path([FILE, ...everywhere]) },
    to: {},
  },
];
