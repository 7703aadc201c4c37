// Builds the page's script and style sheets, and copies the letters, into the folder given.
import { build } from "esbuild";
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const out = process.argv[2];
if (!out) throw new Error("say where to: node build.mjs FOLDER");
mkdirSync(out, { recursive: true });

const common = { absWorkingDir: here, bundle: true, minify: true, charset: "utf8", legalComments: "none", logLevel: "warning", metafile: true };
const script = await build({ ...common, entryPoints: ["src/main.js"], outfile: join(out, "app.js"), format: "esm", target: "es2022" });
await build({ ...common, entryPoints: ["src/campaign.js"], outfile: join(out, "campaign.js"), format: "esm", target: "es2022" });
await build({ ...common, entryPoints: ["src/app.css"], outfile: join(out, "app.css"), external: ["*.woff2"], target: "es2022" });
await build({ ...common, entryPoints: ["src/report.css"], outfile: join(out, "report.css"), target: "es2022" });

const font = "@fontsource-variable/atkinson-hyperlegible-next";
for (const part of ["latin", "latin-ext"]) {
  copyFileSync(join(here, "node_modules", font, "files", `atkinson-hyperlegible-next-${part}-wght-normal.woff2`), join(out, `text-${part}.woff2`));
}
copyFileSync(join(here, "src/icon.svg"), join(out, "icon.svg"));

// The licences of what went into the files above, and of nothing else.
const bundled = new Set([font]);
for (const path of Object.keys(script.metafile.inputs)) {
  const found = path.match(/node_modules\/((?:@[^/]+\/)?[^/]+)/);
  if (found) bundled.add(found[1]);
}
const texts = [...bundled].sort().map((name) => {
  const folder = join(here, "node_modules", name);
  const { version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  return `${name} ${version} (${license})\n\n${readFileSync(join(folder, "LICENSE"), "utf8").trim()}\n`;
});
const line = `\n${"-".repeat(72)}\n\n`;
writeFileSync(join(out, "licences.txt"), `The page of inclusive-lint contains the following, unchanged.\n${line}${texts.join(line)}`);
