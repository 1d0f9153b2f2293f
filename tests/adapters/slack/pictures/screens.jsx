// Payloads of Block Kit as pictures, drawn by slack-blocks-to-jsx (MIT): what Slack would show of
// them, nearly. Windows get a frame, because the library draws blocks alone.

import { createRoot } from "react-dom/client";
import { Message } from "slack-blocks-to-jsx";
import "slack-blocks-to-jsx/dist/style.css";
import "./screens.css";

const LOGO =
  "data:image/svg+xml," +
  encodeURIComponent(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 36 36"><rect width="36" height="36" fill="#335"/>
     <circle cx="18" cy="18" r="9" fill="none" stroke="#fff" stroke-width="3"/></svg>`,
  );
const SAID = new Date(2027, 0, 11, 9, 30);
const { theme, width, screens } = window.SHOWN;

function Blocks({ blocks, bare }) {
  return (
    <Message
      blocks={blocks}
      name="Kring"
      logo={LOGO}
      time={SAID}
      theme={theme}
      withoutWrapper={bare}
    />
  );
}

function Window({ title, submit, close, blocks }) {
  return (
    <section className="window">
      <header>{title.text}</header>
      <main className="slack_blocks_to_jsx" data-theme={theme}>
        <Blocks blocks={blocks} bare />
      </main>
      <footer>
        {close && <span className="button">{close.text}</span>}
        {submit && <span className="button go">{submit.text}</span>}
      </footer>
    </section>
  );
}

function Screen({ payload }) {
  if (payload.type === "modal") return <Window {...payload} />;
  return (
    <section className="message">
      <Blocks blocks={payload.blocks} bare={payload.type === "home"} />
    </section>
  );
}

document.body.dataset.theme = theme;
createRoot(document.getElementById("screens")).render(
  screens.map(({ name, payload }) => (
    <article key={name} style={{ width }}>
      <h6>{name}</h6>
      <Screen payload={payload} />
    </article>
  )),
);
