// Links the text and the claims: what is pointed at or focused on one side lights up on the other.
"use strict";
(() => {
  const ORDER = ["trigger", "count", "time", "place", "actor", "recipient", "speaker", "cue",
    "content", "evidence"];
  const cards = [...document.querySelectorAll(".claim")];
  const byId = new Map(cards.map((card) => [card.id, card]));
  const chips = [...document.querySelectorAll(".chip")];
  const help = document.querySelector(".helping");
  const pieces = new Map(cards.map((card) => [card.id, []])); // claim -> [{node, role}]
  const lengths = new Map(); // "claim:role" -> how many characters stand in that role
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  let pinned = null; // the claim that stays lit when nothing is pointed at
  let lit = null;

  for (const node of document.querySelectorAll("[data-m]")) {
    for (const mark of node.dataset.m.split(" ")) {
      const [id, role] = mark.split(":");
      pieces.get(id)?.push({ node, role });
      lengths.set(mark, (lengths.get(mark) ?? 0) + node.textContent.length);
    }
  }

  const rank = (role) => ORDER.indexOf(role);
  const textOf = (card) => card.closest(".document").querySelector(".text");
  const visible = () => cards.filter((card) => !card.parentElement.hidden);

  function light(id) {
    if (id === lit) return;
    if (lit) {
      byId.get(lit).classList.remove("active");
      textOf(byId.get(lit)).classList.remove("lit");
      for (const { node } of pieces.get(lit)) {
        node.classList.remove("on");
        delete node.dataset.on;
      }
    }
    lit = id;
    if (!id) return;
    byId.get(id).classList.add("active");
    textOf(byId.get(id)).classList.add("lit");
    for (const { node, role } of pieces.get(id)) {
      node.classList.add("on");
      // Of nested spans the narrower one gives the colour.
      const [mine, shown] = [role, node.dataset.on].map((r) => lengths.get(`${id}:${r}`));
      if (!node.dataset.on || mine < shown) node.dataset.on = role;
    }
  }

  // The claims of a piece, the closest first: those for which it is more than mere evidence, and
  // among them those with the fewest pieces.
  function claimsAt(node) {
    const best = new Map();
    for (const mark of node.dataset.m.split(" ")) {
      const [id, role] = mark.split(":");
      if (byId.get(id).parentElement.hidden) continue;
      best.set(id, Math.min(best.get(id) ?? ORDER.length, rank(role)));
    }
    return [...best.keys()].sort((a, b) =>
      best.get(a) - best.get(b) || pieces.get(a).length - pieces.get(b).length);
  }

  function show(node, block) {
    node?.scrollIntoView({ block, behavior: calm.matches ? "auto" : "smooth" });
  }

  function pin(id) {
    pinned = id;
    light(id);
  }

  const trigger = (id) => pieces.get(id).find(({ role }) => role === "trigger")?.node;

  function toText(card) {
    pin(card.id);
    show(trigger(card.id), "center");
  }

  function toCard(id, focus = true) {
    pin(id);
    const card = byId.get(id);
    show(card, "nearest");
    if (focus) {
      for (const other of cards) other.tabIndex = other === card ? 0 : -1;
      card.focus({ preventScroll: true });
    }
  }

  function step(by) {
    const shown = visible();
    if (!shown.length) return;
    const at = shown.findIndex((card) => card.id === (pinned ?? ""));
    const next = at < 0 ? (by > 0 ? 0 : shown.length - 1)
      : Math.min(shown.length - 1, Math.max(0, at + by));
    toCard(shown[next].id);
    if (measure()) show(trigger(shown[next].id), "nearest");
  }

  const OPENS = "a, button, summary, details, input";

  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch") return;
    const piece = event.target.closest?.("[data-m]");
    const card = event.target.closest?.(".claim");
    if (piece) light(claimsAt(piece)[0] ?? pinned);
    else light(card ? card.id : pinned);
  });
  document.documentElement.addEventListener("pointerleave", () => light(pinned));

  document.addEventListener("focusin", (event) => {
    const piece = event.target.closest?.("[data-m]");
    const card = event.target.closest?.(".claim");
    if (piece) light(claimsAt(piece)[0] ?? pinned);
    else if (card) pin(card.id);
  });

  document.addEventListener("click", (event) => {
    const target = event.target;
    const piece = target.closest("[data-m]");
    if (piece) {
      event.preventDefault();
      const ids = claimsAt(piece);
      // Clicking the same words again goes on to the next claim that they belong to.
      if (ids.length) toCard(ids[(ids.indexOf(pinned) + 1) % ids.length]);
      return;
    }
    const card = target.closest(".claim");
    if (card && (target.closest(".jump") || !target.closest(OPENS))) {
      event.preventDefault();
      if (!String(getSelection())) toText(card);
      return;
    }
    const chip = target.closest(".chip");
    if (chip) {
      chip.setAttribute("aria-pressed", String(chip.getAttribute("aria-pressed") !== "true"));
      filter();
      return;
    }
    if (target.closest(".help")) help.showModal();
    else if (target.closest(".close") || target === help) help.close();
    for (const popup of document.querySelectorAll(".popup[open]")) {
      if (!popup.contains(target) || target.closest("a")) popup.open = false;
    }
  });

  function pressed(kind) {
    return new Set(chips.filter((chip) => chip.dataset[kind] !== undefined
      && chip.getAttribute("aria-pressed") === "true").map((chip) => chip.dataset[kind]));
  }

  function filter() {
    const [statuses, categories, only] = [pressed("status"), pressed("category"), pressed("only")];
    for (const card of cards) {
      const { status, category, open } = card.dataset;
      card.parentElement.hidden = !(statuses.has(status) && categories.has(category)
        && (!only.size || open === "yes"));
    }
    if (pinned && byId.get(pinned).parentElement.hidden) pin(null);
    for (const node of document.querySelectorAll("[data-m]")) {
      node.classList.toggle("off", !node.dataset.m.split(" ").some((mark) =>
        !byId.get(mark.split(":")[0]).parentElement.hidden));
    }
    const output = document.querySelector(".shown");
    output.textContent = `${visible().length} of ${cards.length} claims`;
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || help.open) return;
    const inCard = event.target.closest?.(".claim");
    const free = !event.target.closest?.("button, summary, a, input");
    const key = event.key;
    if (key === "j" || (key === "ArrowDown" && inCard && free)) step(1);
    else if (key === "k" || (key === "ArrowUp" && inCard && free)) step(-1);
    else if (key === "Enter" && free && pinned) toText(byId.get(pinned));
    else if (key === "o" && pinned) {
      const details = byId.get(pinned).querySelector("details");
      details.open = !details.open;
      show(byId.get(pinned), "nearest");
    } else if (key === "Escape") {
      pin(null);
      if (inCard) event.target.blur();
    } else if (key === "?") help.showModal();
    else return;
    event.preventDefault();
  });

  // The height of the bar where it stays on the screen, and 0 where all is in one column.
  function measure() {
    const top = document.querySelector(".top");
    const sticky = getComputedStyle(top).position === "sticky";
    return sticky ? top.offsetHeight : 0;
  }

  // The height of the bar differs with the number of filters; a sheet made by a script is not
  // stopped by the policy, unlike a style attribute in the page.
  const sheet = new CSSStyleSheet();
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  new ResizeObserver(() => sheet.replaceSync(`:root { --top: ${measure()}px; }`))
    .observe(document.querySelector(".top"));

  const named = byId.get(location.hash.slice(1));
  if (named) toCard(named.id, false);
})();
