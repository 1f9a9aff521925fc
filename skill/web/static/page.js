// The page without a reload: the same form is sent, and the parts that changed are put in place.

const form = document.getElementById("page");
const status = document.getElementById("status");
const PAUSE = 450; // ms without a key, then a message is read
const latest = { answer: 0, own: 0 };

/** Sends the form as the button would; returns the page that comes back, or null where a later one was asked for. */
async function ask(action) {
  const about = action === "review" || action === "use:own" ? "own" : "answer";
  const turn = ++latest[about];
  const body = new URLSearchParams(new FormData(form));
  body.set("do", action);
  const answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "text/html" } });
  const html = await answer.text();
  if (turn !== latest[about]) return null;
  return new DOMParser().parseFromString(html, "text/html");
}

/** What is told in a part of the page now, to see whether it is still what was sent. */
function told(part) {
  const fields = document.getElementById(part).querySelectorAll("input, select, textarea");
  return [...fields].map((field) => field.value).join("\n");
}

/** Puts the named parts of a page in place of ours, and keeps the focus where it was. */
function place(page, ...ids) {
  const focused = document.activeElement;
  const [name, value] = [focused?.getAttribute("name"), focused?.getAttribute("value")];
  const inside = ids.some((id) => document.getElementById(id)?.contains(focused));
  for (const id of ids) {
    const [old, fresh] = [document.getElementById(id), page.getElementById(id)];
    if (!old || !fresh) continue;
    const more = old.querySelector("details");
    if (more?.open) fresh.querySelector("details").open = true;
    old.replaceWith(document.adoptNode(fresh));
  }
  ready();
  if (!inside) return;
  const again = [...form.elements].find((e) => e.name === name && (e.type !== "submit" || e.value === value));
  const next = again && !again.disabled ? again : document.getElementById("text") || document.getElementById("answer");
  next.focus({ preventScroll: true });
}

/** The words that stand somewhere on the page now. */
function words(where) {
  return document.querySelector(where)?.textContent.trim();
}

/** Says something to who listens; what went wrong is shown as well. */
function tell(what, shown = false) {
  status.classList.toggle("unseen", !shown);
  if (what && status.textContent !== what) status.textContent = what;
}

/** Does what a button stands for, and says in a line what came of it. */
async function act(action) {
  form.setAttribute("aria-busy", "true");
  const [story, own, text] = [told("story"), told("own"), document.getElementById("text")?.value];
  try {
    const page = await ask(action);
    if (!page) return;
    // What was typed into the draft meanwhile is part of what is asked.
    if (document.getElementById("text")?.value !== text) return await act(action);
    if (!page.getElementById("page")) {
      tell(page.querySelector(".lead")?.textContent ?? form.dataset.trouble, true);
    } else if (action === "review" || action === "use:own") {
      if (action === "use:own") document.getElementById("own-text").value = page.getElementById("own-text").value;
      place(page, "own-review");
      tell(words("#own-review .verdict"));
    } else {
      // Who types on meanwhile keeps what was typed.
      const same = told("story") === story;
      const [more, review] = [same ? ["story"] : [], same && told("own") === own ? ["own-review"] : []];
      if (review.length) latest.own++; // what was asked before goes by an older story
      place(page, "answer", ...more, ...review);
      tell(words("#wrong") || words("#draft-note .news") || words(".advice"));
    }
  } catch {
    tell(form.dataset.trouble, true);
  } finally {
    form.removeAttribute("aria-busy");
  }
}

/** Reads a message while it is typed; only what is beside it changes. */
async function read(action, part) {
  const page = await ask(action).catch(() => null);
  if (!page) return;
  const before = words(`#${part} .verdict`);
  place(page, part);
  const after = words(`#${part} .verdict`);
  if (after !== before) tell(after);
}

let waiting;
form.addEventListener("input", ({ target }) => {
  clearTimeout(waiting);
  if (target.id === "text") {
    waiting = setTimeout(() => read("check", "draft-review"), PAUSE);
    for (const undo of form.querySelectorAll('[value="undo"]')) undo.disabled = false;
  } else if (target.id === "own-text" || target.name?.startsWith("own_")) {
    waiting = setTimeout(() => read("review", "own-review"), PAUSE);
  }
});

// Once there is an answer, it goes along with what is told; so does what was read.
form.addEventListener("change", ({ target }) => {
  if (!target.closest("#story")) return;
  if (form.elements.shown) act("show");
  else if (document.getElementById("own-text").value.trim()) read("review", "own-review");
});

form.addEventListener("submit", (event) => {
  const action = event.submitter?.value || "show";
  event.preventDefault();
  clearTimeout(waiting);
  act(action).then(() => {
    if (action === "review" || action === "use:own") return;
    const [wrong, answer] = [document.querySelector("#story [aria-invalid]"), document.getElementById("answer")];
    wrong?.focus({ preventScroll: true });
    if (wrong) wrong.scrollIntoView({ block: "center" });
    else if (action === "show" && answer.childElementCount) answer.scrollIntoView({ block: "start" });
  });
});

form.addEventListener("click", async ({ target }) => {
  const button = target.closest("button[data-copy], button[data-share]");
  if (!button) return;
  const field = document.getElementById(button.dataset.copy ?? button.dataset.share);
  if (button.dataset.share) {
    await navigator.share({ text: field.value }).catch(() => {});
    return;
  }
  try {
    await navigator.clipboard.writeText(field.value);
  } catch {
    field.select();
    document.execCommand("copy");
  }
  document.getElementById("draft-note").textContent = button.dataset.done;
  tell(button.dataset.done);
});

/** Shows what only a script can do, and hides what it makes needless. */
function ready() {
  for (const button of document.querySelectorAll("[data-copy]")) button.hidden = false;
  for (const button of document.querySelectorAll("[data-share]")) button.hidden = !navigator.share;
  for (const button of document.querySelectorAll("[data-plain]")) button.hidden = true;
}

ready();
