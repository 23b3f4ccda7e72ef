/** The style of all pages of signing in: one file, so that no page needs a style of its own. */
export const lookSheet = `:root {
  color-scheme: light dark;
  --ink: #1b211f; --mute: #57605c; --line: #dedbd2; --edge: #7d837f; --paper: #fbfaf6; --card: #fff;
  --lake: #0b5c56; --on-lake: #fff; --red: #a3221a; --red-tint: #f9ecea; --text: 16px; --tap: 48px;
}
@media (prefers-color-scheme: dark) {
  :root { --ink: #ecefec; --mute: #aab3ae; --line: #343c39; --edge: #8b948f; --paper: #141817; --card: #1d2321;
    --lake: #7fd1c4; --on-lake: #06231f; --red: #ffb1a8; --red-tint: #33201e; }
}
:root.elder { --text: 20px; --tap: 60px; --ink: #000; --mute: #363d3a; --paper: #fff; --edge: #333; --lake: #06413c; --red: #841a13; }
@media (prefers-color-scheme: dark) {
  :root.elder { --ink: #fff; --mute: #c9d0cc; --paper: #000; --edge: #ccc; --lake: #9be3d8; --red: #ffc4bd; }
}
* { box-sizing: border-box; }
html { font: 400 var(--text)/1.5 system-ui, "PingFang SC", "HarmonyOS Sans SC", "Noto Sans CJK SC", "Apple SD Gothic Neo", "Noto Sans CJK KR", sans-serif;
  background: var(--paper); color: var(--ink); line-break: strict; overflow-wrap: anywhere; font-variant-numeric: tabular-nums; }
body { margin: 0 auto; padding: 20px 20px 32px; max-width: 440px; min-height: 100vh; display: flex; flex-direction: column; gap: 24px; }
header { display: flex; align-items: center; gap: 10px; font-weight: 600; }
.seal { display: grid; place-items: center; width: 1.9em; height: 1.9em; border-radius: 6px; background: var(--lake); color: var(--on-lake); }
main { display: flex; flex-direction: column; gap: 20px; }
h1 { margin: 0; font-size: 1.375em; line-height: 1.35; }
p { margin: 0; }
.mute { color: var(--mute); }
.mute a { color: var(--lake); white-space: nowrap; }
.fault { padding: 12px 14px; border-left: 4px solid var(--red); background: var(--red-tint); color: var(--red); font-weight: 600; }
form { display: flex; flex-direction: column; gap: 16px; }
.field { display: flex; flex-direction: column; gap: 6px; }
label { font-weight: 600; }
input { width: 100%; min-height: var(--tap); padding: 8px 14px; border: 1px solid var(--edge); border-radius: 8px; background: var(--card); color: inherit; font: inherit; font-size: 1.25em; }
input[name=code] { letter-spacing: .35em; }
button, .button { display: flex; align-items: center; justify-content: center; width: 100%; min-height: var(--tap); padding: 10px 16px; border: 1px solid var(--lake); border-radius: 8px;
  background: var(--lake); color: var(--on-lake); font: inherit; font-weight: 600; text-align: center; text-decoration: none; cursor: pointer; }
.second { background: transparent; color: var(--lake); }
.plain { min-height: var(--tap); width: auto; align-self: flex-start; justify-content: flex-start; padding: 0; border: 0; background: none; color: var(--lake); font-weight: 400; text-align: left; text-decoration: underline; text-underline-offset: .2em; }
.or { display: flex; align-items: center; gap: 12px; color: var(--mute); }
.or::before, .or::after { content: ""; flex: 1; border-top: 1px solid var(--line); }
details { border-top: 1px solid var(--line); border-bottom: 1px solid var(--line); }
summary { display: flex; align-items: center; min-height: var(--tap); color: var(--lake); cursor: pointer; }
summary::before { content: "+"; width: 1.4em; font-weight: 600; }
details[open] summary::before { content: "−"; }
details .field { padding-bottom: 16px; }
nav { display: flex; flex-wrap: wrap; align-items: center; gap: 0 20px; margin-top: auto; padding-top: 12px; border-top: 1px solid var(--line); }
nav a, nav span { display: inline-flex; align-items: center; min-height: var(--tap); color: var(--lake); text-underline-offset: .2em; }
nav span { color: var(--mute); }
nav .size { margin-inline-end: auto; font-weight: 600; }
:focus-visible { outline: 3px solid var(--lake); outline-offset: 2px; }
@media (min-width: 700px) { body { padding-top: 10vh; } }
`;
