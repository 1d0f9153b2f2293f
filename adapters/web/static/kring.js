// The chat page comes alive: forms and buttons go by fetch, news comes by itself.

const $ = (selector, within = document) => within.querySelector(selector);
const $$ = (selector, within = document) => [...within.querySelectorAll(selector)];
const root = document.documentElement;
root.classList.add("js");

const query = new URLSearchParams(location.search).has("me")
  ? `?me=${encodeURIComponent(new URLSearchParams(location.search).get("me"))}`
  : "";
const main = () => $("#main");
const log = () => $("#log");
const join = (path, more) => path + query + (more ? (query ? "&" : "?") + more : "");

const once = () => {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
};
const element = (html) => {
  const template = document.createElement("template");
  template.innerHTML = html; // our own server's markup: it escapes all it was given
  return template.content.firstElementChild;
};

// ── sending ──

class Trouble extends Error {}

async function post(path, payload) {
  const options = {
    method: "POST",
    headers: { "Content-Type": "application/json", Accept: "application/json" },
    body: JSON.stringify(payload),
  };
  const answer = await fetch(join(path), options).catch(() => null);
  const said = await answer?.json().catch(() => null);
  if (!answer?.ok || !said) throw new Trouble(said?.trouble || main().dataset.trouble);
  return said;
}

const where = () => (main().dataset.sort === "home" ? "" : main().dataset.room);
const awaited = { from: null }; // what this person just did, so that its outcome is shown to them

async function gesture(what, from) {
  // A gesture that failed and is tried again carries the same mark: it counts once.
  const last = from.pending;
  const same = last && JSON.stringify(last.what) === JSON.stringify(what);
  from.pending = same ? last : { what, event: once() };
  awaited.from = from.closest?.(".line")?.id || "new";
  const said = await post("/send", { ...what, event: from.pending.event, where: where() });
  from.pending = null;
  return said;
}

function tell(place, text) {
  const old = $(":scope > .trouble", place);
  const note = old || Object.assign(document.createElement("p"), { className: "trouble" });
  note.setAttribute("role", "alert");
  note.hidden = !text;
  note.textContent = text || "";
  if (!old && text) place.append(note);
}

function answered(said, from) {
  const line = from.closest(".line");
  if (said.card) {
    const aside = element(said.card);
    const stale = line?.classList.contains("aside") ? line : $(".line.aside");
    if (line?.classList.contains("aside")) line.replaceWith(aside);
    else {
      stale?.remove();
      line ? line.after(aside) : log()?.append(aside);
    }
    prepare(aside);
    reveal(aside);
    aside.focus({ preventScroll: true });
  } else if (line?.classList.contains("aside") && !Object.keys(said.errors).length) {
    line.remove();
  }
  if (said.go || (main().dataset.sort === "home" && !said.card)) go(said.go || join("/"));
}

function busy(form, yes) {
  form.setAttribute("aria-busy", yes);
  for (const button of $$("button", form)) button.disabled = yes;
}

function values(form, submitter) {
  const found = {};
  for (const field of $$("[data-key]", form)) {
    const key = field.dataset.key;
    const chosen = $$("input:checked", field).map((input) => input.value);
    const single = $("select, textarea, input:not([type=radio], [type=checkbox], [data-filter])", field);
    if ("many" in field.dataset) found[key] = chosen;
    else if (submitter?.name === key) found[key] = submitter.value;
    else found[key] = chosen[0] ?? single?.value ?? "";
  }
  return found;
}

function show(form, errors) {
  for (const field of $$("[data-key]", form)) {
    const text = errors[field.dataset.key];
    const place = $(".error", field);
    place.textContent = text || "";
    place.hidden = !text;
    const marked = field.matches("fieldset") ? field : $("[aria-invalid]", field);
    marked?.setAttribute("aria-invalid", Boolean(text));
  }
  const known = $$("[data-key]", form).filter((field) => errors[field.dataset.key]);
  const rest = Object.keys(errors).filter((key) => !known.some((field) => field.dataset.key === key));
  tell(form, rest.map((key) => errors[key]).join(" "));
  const first = known[0];
  const control = first && $("input:not([hidden]), select, textarea, button", first);
  control?.focus();
  first?.scrollIntoView({ block: "nearest" });
}

async function submit(form, submitter) {
  if (form.getAttribute("aria-busy") === "true") return;
  const what = { submit: form.dataset.token, values: values(form, submitter) };
  busy(form, true);
  try {
    const said = await gesture(what, form);
    show(form, said.errors);
    answered(said, form);
    const failed = Object.keys(said.errors).length || said.gone;
    if (failed) busy(form, false);
    else setTimeout(() => form.isConnected && busy(form, false), 6000);
  } catch (trouble) {
    busy(form, false);
    tell(form, trouble.message);
  }
}

async function press(button) {
  if (button.disabled) return;
  button.disabled = true;
  const place = button.closest(".card") || button.parentElement;
  try {
    const said = await gesture({ press: button.dataset.press }, button);
    tell(place, "");
    answered(said, button);
  } catch (trouble) {
    tell(place, trouble.message);
  }
  button.disabled = false;
}

async function say(form, text) {
  const words = $("#words", form);
  if (!text.trim() || form.getAttribute("aria-busy") === "true") return;
  busy(form, true);
  try {
    const said = await gesture({ say: text }, form);
    tell(form, "");
    words.value = "";
    grow(words);
    answered(said, form);
  } catch (trouble) {
    tell(form, trouble.message);
  }
  busy(form, false);
  words.focus();
}

// ── a card's own small comforts ──

function grow(area) {
  if (CSS.supports("field-sizing", "content")) return;
  area.style.height = "auto";
  area.style.height = `${area.scrollHeight + 2}px`;
}

function count(counter) {
  const most = Number(counter.dataset.most);
  const length = [...($("textarea", counter.parentElement)?.value ?? "").trim()].length;
  counter.classList.toggle("over", length > most);
  counter.textContent = `${length} / ${most}${length > most ? ` · ${counter.dataset.over}` : ""}`;
}

function chips(people) {
  const place = $("[data-chips]", people);
  place.replaceChildren(
    ...$$("input:checked", people).map((input) => {
      const chip = document.createElement("button");
      Object.assign(chip, { type: "button", className: "chip" });
      chip.textContent = input.parentElement.textContent;
      chip.setAttribute("aria-label", `${people.dataset.remove}: ${chip.textContent}`);
      chip.onclick = () => {
        input.checked = false;
        chips(people);
        $("[data-filter]", people).focus();
      };
      return chip;
    }),
  );
}

const bare = (text) => text.normalize("NFD").replace(/\p{Diacritic}/gu, "").toLowerCase();

function filter(people) {
  const words = $("[data-filter]", people).value.trim();
  narrow(people, words);
  clearTimeout(people.later);
  if (words.length > 1) people.later = setTimeout(() => find(people, words), 180);
}

function narrow(people, words) {
  const wanted = bare(words);
  let shown = 0;
  for (const option of $$(".option", people)) {
    const listed = !("found" in option.dataset) || wanted || $(":checked", option);
    option.hidden = !listed || !bare(option.textContent).includes(wanted);
    shown += !option.hidden;
  }
  $(".none", people).hidden = shown > 0 || !wanted;
}

async function find(people, words) {
  const answer = await fetch(join("/people", new URLSearchParams({ q: words }))).catch(() => null);
  const found = answer?.ok ? await answer.json() : [];
  const options = $(".options", people);
  const known = $$("input", options).map((input) => input.value);
  for (const { id, name } of found.filter((each) => !known.includes(each.id))) {
    const option = element(
      '<label class="option" data-found><input type="checkbox"><span></span></label>',
    );
    $("input", option).value = id;
    $("span", option).textContent = name;
    options.append(option);
  }
  narrow(people, $("[data-filter]", people).value.trim());
}

function prepare(within) {
  for (const counter of $$(".counter", within)) count(counter);
  for (const people of $$(".people", within)) {
    $("[data-filter]", people).hidden = false;
    chips(people);
  }
  for (const field of $$("[data-key]", within)) clearable(field);
}

function clearable(field) {
  const clear = $("[data-clear]", field);
  if (clear) clear.hidden = !$("input:checked", field);
}

// ── news ──

const scroller = () => $(".scroll");
const near = () => {
  const box = scroller();
  return !box || box.scrollHeight - box.scrollTop - box.clientHeight < 160;
};
const bottom = () => scroller()?.scrollTo(0, scroller().scrollHeight);

function reveal(line) {
  const tall = line.offsetHeight > (scroller()?.clientHeight ?? 0) - 40;
  line.scrollIntoView({ block: tall ? "start" : "end" });
}

function days() {
  for (const old of $$(".day", log())) old.remove();
  let today = "";
  for (const line of $$(".line[data-day]", log())) {
    if (line.dataset.day === today) continue;
    today = line.dataset.day;
    const day = element('<p class="day"><span></span></p>');
    day.firstElementChild.textContent = today;
    line.before(day);
  }
}

function keep(old, line) {
  // What somebody was typing stays when the same form is drawn again.
  const before = $("form[data-token]", old);
  const after = $("form[data-token]", line);
  if (!before || before.dataset.token !== after?.dataset.token) return;
  if (!before.dataset.touched || before.getAttribute("aria-busy") === "true") return;
  for (const field of $$("[data-key]", before)) {
    const twin = $(`[data-key="${CSS.escape(field.dataset.key)}"]`, after);
    if (!twin) continue;
    const inputs = $$("input, select, textarea", twin);
    $$("input, select, textarea", field).forEach((input, n) => {
      if (!inputs[n]) return;
      if (["radio", "checkbox"].includes(input.type)) inputs[n].checked = input.checked;
      else inputs[n].value = input.value;
    });
  }
  after.dataset.touched = "yes";
}

function place(line) {
  const old = document.getElementById(line.id);
  const focused = old?.contains(document.activeElement);
  const mine = awaited.from && (awaited.from === line.id || !old || old.dataset.seq !== line.dataset.seq);
  if (old) keep(old, line);
  if (old && old.dataset.seq === line.dataset.seq) old.replaceWith(line);
  else {
    old?.remove();
    const seq = Number(line.dataset.seq);
    const next = $$(".line[data-seq]", log()).find((each) => Number(each.dataset.seq) > seq);
    next ? next.before(line) : log().append(line);
    line.classList.add("fresh");
  }
  prepare(line);
  return { line, focused, mine };
}

function read(lines) {
  if (!log() || !lines.length) return;
  $(".empty", log())?.remove();
  const low = near();
  const placed = lines.map((html) => place(element(html)));
  days();
  const mine = placed.filter((each) => each.mine).at(-1);
  const focused = placed.find((each) => each.focused);
  if (focused || mine) {
    const { line } = focused || mine;
    awaited.from = null;
    reveal(mine ? mine.line : line);
    if (focused) {
      const control = $("form[data-token] :is(input:not([type=hidden], [hidden]), select, textarea, .tap)", line);
      (control || line).focus({ preventScroll: true });
    }
  } else if (low) reveal(placed.at(-1).line);
  else $("#newer").hidden = false;
}

const seen = {
  key: () => `kring:${main()?.dataset.person}`,
  all() {
    try {
      return JSON.parse(localStorage.getItem(this.key())) || {};
    } catch {
      return {};
    }
  },
  mark(counter) {
    const room = main().dataset.room;
    try {
      localStorage.setItem(this.key(), JSON.stringify({ ...this.all(), [room]: counter }));
    } catch {
      /* a browser that keeps nothing: everything is new there */
    }
  },
};
let unread = {};

function badges() {
  let total = 0;
  for (const link of $$("#nav a[data-room]")) {
    const n = link.dataset.room === main().dataset.room ? 0 : unread[link.dataset.room] || 0;
    const badge = $(".badge", link);
    badge.hidden = !n;
    badge.textContent = n > 99 ? "99+" : n;
    link.classList.toggle("news", n > 0);
    total += n;
  }
  const badge = $("#open-nav .badge");
  if (badge) {
    badge.hidden = !total;
    badge.textContent = total > 99 ? "99+" : total;
  }
  document.title = document.title.replace(/^\(\d+\) /, "").replace(/^/, total ? `(${total}) ` : "");
}

async function recount() {
  const since = new URLSearchParams(seen.all()).toString();
  const answer = await fetch(join("/unread", since)).catch(() => null);
  if (answer?.ok) unread = await answer.json();
  badges();
}

let source;
let again;

function offline(yes) {
  let state = $("#state");
  if (yes && !state) {
    state = element('<p id="state" role="status"></p>');
    state.textContent = main().dataset.offline;
    main().append(state);
  }
  if (!yes) state?.remove();
}

function listen() {
  source?.close();
  clearTimeout(again);
  if (!main()?.dataset.room) return;
  const { room, newest } = main().dataset;
  seen.mark(newest);
  source = new EventSource(join("/events", new URLSearchParams({ room, after: newest })));
  source.onopen = () => offline(false);
  source.onerror = () => {
    if (source.readyState === EventSource.CLOSED) again = setTimeout(listen, 3000);
    setTimeout(() => source.readyState !== EventSource.OPEN && offline(true), 2500);
  };
  source.addEventListener("again", () => location.reload());
  source.addEventListener("news", (event) => {
    const news = JSON.parse(event.data);
    main().dataset.newest = event.lastEventId;
    redraw(news);
    read(news.lines);
    for (const [other, n] of Object.entries(news.elsewhere)) unread[other] = (unread[other] || 0) + n;
    if (document.visibilityState === "visible") seen.mark(event.lastEventId);
    else if (news.lines.length) unread[room] = (unread[room] || 0) + news.lines.length;
    badges();
  });
}

function redraw(news) {
  const rooms = $("#rooms");
  const fresh = news.rooms ? element(`<div>${news.rooms}</div>`) : rooms.cloneNode(true);
  const ids = (from) => $$("a", from).map((link) => link.getAttribute("href") + link.textContent).join();
  for (const badge of $$(".badge", rooms)) badge.textContent = "";
  if (ids(rooms) !== ids(fresh)) rooms.replaceChildren(...fresh.childNodes);
  if (news.now) for (const now of $$("#play .now")) now.innerHTML = news.now;
  if (news.cast) {
    const select = $("#me");
    const fresh = element(`<select>${news.cast}</select>`);
    if (select && document.activeElement !== select) {
      const { value } = select;
      select.replaceChildren(...fresh.childNodes);
      select.value = value;
    }
  }
}

// ── from one conversation to another ──

const drafts = {};
let visit = 0;

async function go(address, push = true) {
  const mine = ++visit;
  if ($("#words")) drafts[main().dataset.room] = $("#words").value;
  const answer = await fetch(address).catch(() => null);
  const text = answer?.ok ? await answer.text() : "";
  if (mine !== visit) return;
  const fresh = new DOMParser().parseFromString(text, "text/html");
  if (!$("#main", fresh)?.dataset.room || !$("#nav", fresh)) {
    location.assign(address);
    return;
  }
  if (push) history.pushState(null, "", address);
  document.title = fresh.title;
  main().replaceWith($("#main", fresh));
  $("#rooms").replaceChildren(...$("#rooms", fresh).childNodes);
  drawer(false);
  begin();
  $("#title").focus({ preventScroll: true });
}

function drawer(open) {
  document.body.classList.toggle("nav-open", open);
  $("#veil").hidden = !open;
  $("#open-nav")?.setAttribute("aria-expanded", open);
  if (open) ($("#nav a[aria-current]") || $("#nav a"))?.focus();
}

async function play(button) {
  const panel = $("#play");
  if (panel.getAttribute("aria-busy") === "true") return;
  panel.setAttribute("aria-busy", "true");
  try {
    const said = await post("/play", { do: button.dataset.play });
    $("#happened").textContent = said.happened;
    redraw(said);
    if (main().dataset.sort === "home") go(location.href, false);
  } catch (trouble) {
    $("#happened").textContent = trouble.message;
  }
  panel.removeAttribute("aria-busy");
}

// ── what people do ──

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.id === "composer") {
    event.preventDefault();
    say(form, $("#words", form).value);
  } else if (form.dataset.token) {
    event.preventDefault();
    submit(form, event.submitter);
  }
});

document.addEventListener("click", (event) => {
  const hit = (selector) => event.target.closest(selector);
  const button = hit("button");
  const link = hit("a[data-go]");
  if (link && !event.metaKey && !event.ctrlKey && !event.shiftKey && event.button === 0) {
    event.preventDefault();
    go(link.href);
  } else if (button?.dataset.press !== undefined) press(button);
  else if (button?.dataset.say) say($("#composer"), button.dataset.say);
  else if (button?.dataset.play) play(button);
  else if (button?.id === "open-nav") drawer(true);
  else if (button?.id === "open-play") {
    button.setAttribute("aria-expanded", button.getAttribute("aria-expanded") !== "true");
  } else if (button?.id === "newer") {
    bottom();
    button.hidden = true;
  } else if (button && "clear" in button.dataset) {
    const field = button.closest("[data-key]");
    for (const input of $$("input:checked", field)) input.checked = false;
    clearable(field);
    $("input", field).focus();
  } else if (hit("#veil")) drawer(false);
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && document.body.classList.contains("nav-open")) {
    drawer(false);
    $("#open-nav").focus();
  }
  const sends = event.key === "Enter" && !event.shiftKey && !event.isComposing;
  if (event.target.id === "words" && sends) {
    event.preventDefault();
    event.target.form.requestSubmit();
  }
  if (event.target.matches("[data-filter]") && event.key === "Enter") {
    event.preventDefault(); // Enter takes the only one who is left
    const left = $$(".option:not([hidden]) input", event.target.closest(".people"));
    if (left.length === 1) left[0].click();
  }
});

document.addEventListener("input", (event) => {
  const { target } = event;
  const form = target.closest("form[data-token]");
  if (form) form.dataset.touched = "yes";
  if (target.id === "words") grow(target);
  if (target.matches("[data-filter]")) filter(target.closest(".people"));
  const counter = $(".counter", target.parentElement);
  if (counter) count(counter);
});

document.addEventListener("change", (event) => {
  const { target } = event;
  if (target.id === "me") target.form.submit();
  const field = target.closest("[data-key]");
  if (field) clearable(field);
  const people = target.closest(".people");
  if (people && target.type === "checkbox") {
    chips(people);
    const search = $("[data-filter]", people);
    if (search.value) {
      search.value = "";
      filter(people);
      search.focus();
    }
  }
});

document.addEventListener("visibilitychange", () => {
  if (document.visibilityState !== "visible" || !main()?.dataset.room) return;
  seen.mark(main().dataset.newest);
  delete unread[main().dataset.room];
  badges();
});

addEventListener("popstate", () => go(location.href, false));

function begin() {
  if (!main()?.dataset.room) return;
  prepare(document);
  const words = $("#words");
  if (words) {
    words.value = drafts[main().dataset.room] || words.value;
    grow(words);
  }
  const last = $$(".line", log()).at(-1);
  if (main().dataset.sort === "home") scroller().scrollTo(0, 0);
  else if (last) reveal(last);
  scroller()?.addEventListener("scroll", () => near() && ($("#newer").hidden = true), { passive: true });
  listen();
  recount();
}

begin();
