// Compiles the stylesheet and gathers fonts, icons and htmx into the package's static folder.
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { compile } from "sass";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const target = (path) => here(`../src/innesto/toolkit/static/innesto/${path}`);

mkdirSync(target("fonts"), { recursive: true });

// Stylesheet: our partials over the parts of Bootstrap Italia that they ask for.
const { css } = compile(here("scss/innesto.scss"), {
  style: "compressed",
  loadPaths: [here("scss"), here("node_modules")],
  quietDeps: true,
  silenceDeprecations: ["import", "global-builtin", "color-functions", "if-function"],
});
writeFileSync(target("innesto.css"), `${css}\n`);

// Fonts: Latin and Latin Extended as they come; other scripts fall back to the reader's fonts.
const fonts = "node_modules/bootstrap-italia/dist/fonts/Titillium_Web";
for (const [weight, name] of [["400", "regular"], ["600", "600"], ["700", "700"]]) {
  const source = here(`${fonts}/titillium-web-v10-latin-ext_latin-${name}.woff2`);
  copyFileSync(source, target(`fonts/titillium-${weight}.woff2`));
}
copyFileSync(here(`${fonts}/OFL.txt`), target("fonts/OFL.txt"));

// Icons: the chosen ones under our names, our own, and the mark, which a browser shows when it
// opens the file itself. So the sprite is the icon of the site too, and a request is saved.
const sprite = readFileSync(here("node_modules/bootstrap-italia/dist/svg/sprites.svg"), "utf8");
const chosen = Object.entries(JSON.parse(readFileSync(here("icons.json"), "utf8")));
const symbols = chosen.map(([name, id]) => {
  const found = sprite.match(new RegExp(`<symbol id="${id}".*?</symbol>`, "s"));
  if (!found) throw new Error(`Bootstrap Italia has no icon ${id}`);
  return found[0].replace(`id="${id}"`, `id="${name}"`);
});
const inner = (file) => readFileSync(here(file), "utf8").replace(/^<svg[^>]*>\n|<\/svg>\n$/g, "");
const own = inner("own-icons.svg");
const mark = inner("mark.svg").replace(/ class="[^"]*"/g, "");
writeFileSync(
  target("icons.svg"),
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40">\n${mark}${symbols.join("\n")}\n${own}</svg>\n`,
);

copyFileSync(here("node_modules/htmx.org/dist/htmx.min.js"), target("htmx.min.js"));
