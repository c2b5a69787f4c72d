// The study page: choosing topics, asking, revealing, grading.
(() => {
  const { texts } = mundap;
  const { plan, summary, waits, Session } = mundapDeck;
  const find = (selector) => document.querySelector(`.study ${selector}`);
  const form = find(".study-setup");
  const screens = { setup: form, session: find(".study-session"), done: find(".study-done") };
  /** @type {HTMLInputElement[]} */
  const boxes = [...form.querySelectorAll('input[name="topic"]')];
  const allBox = find(".study-all input");
  const [question, answer, reveal, grades] = [".study-question", ".study-answer", ".study-reveal", ".study-grades"].map(find);
  const language = document.documentElement.lang;
  const idsOf = (box) => box.dataset.ids.split(" ").filter(Boolean);
  const chosen = () => boxes.filter((box) => box.checked);
  /** @type {Map<string, {id: string, question: string, answer: string, topic: {title: string, link: string}}>} */
  const cards = new Map();
  let session;
  let current;

  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);
  const say = (text) => (find(".study-message").textContent = text);

  /** A time span in the reader's language: [number, unit]. */
  const span = (wait) => {
    const minutes = Math.max(1, Math.round(wait / 60_000));
    if (minutes < 60) return [minutes, "minute"];
    if (minutes < 24 * 60) return [Math.round(minutes / 60), "hour"];
    const days = Math.round(minutes / 60 / 24);
    if (days < 60) return [days, "day"];
    return days < 700 ? [Math.round(days / 30.44), "month"] : [Math.round(days / 365.25), "year"];
  };
  const short = (wait) => {
    const [number, unit] = span(wait);
    return new Intl.NumberFormat(language, { style: "unit", unit, unitDisplay: "short" }).format(number);
  };
  const fromNow = (due) => new Intl.RelativeTimeFormat(language).format(...span(due - Date.now()));

  const show = (name) => {
    for (const [key, screen] of Object.entries(screens)) screen.hidden = key !== name;
    document.body.classList.toggle("is-studying", name === "session");
  };

  const showProgress = () => {
    for (const box of boxes) {
      const { fresh, due, learned, total } = summary(idsOf(box), Date.now());
      const label = box.closest("label");
      label.querySelector(".study-state").textContent = fill(texts.studyState, { new: fresh, due, learned });
      label.querySelector("progress").value = total ? learned / total : 0;
    }
    allBox.checked = boxes.every((box) => box.checked);
    allBox.indeterminate = !allBox.checked && boxes.some((box) => box.checked);
    find(".study-anyway").hidden = true;
    say("");
  };

  const loadTopic = async (name) => {
    const topic = await mundap.load(`study/${name}`);
    for (const card of topic.cards) cards.set(card.id, { ...card, topic });
  };

  const start = async (all) => {
    if (!chosen().length) return say(texts.studyChoose);
    const ids = chosen().flatMap(idsOf);
    const wanted = plan(ids, { random: form.elements.random.checked, all }, Date.now());
    if (!wanted.length) {
      find(".study-anyway").hidden = false;
      return say(fill(texts.studyNothing, { when: fromNow(summary(ids, Date.now()).next) }));
    }
    try {
      await Promise.all(chosen().map((box) => loadTopic(box.value)));
    } catch {
      return say(texts.studyFailed);
    }
    session = new Session(wanted.filter((id) => cards.has(id)));
    show("session");
    ask();
  };

  const ask = () => {
    current = session.next(Date.now());
    if (!current) return finish();
    const card = cards.get(current);
    question.innerHTML = card.question;
    answer.innerHTML = card.answer;
    find(".study-topic").textContent = card.topic.title;
    find(".study-topic").href = `${mundap.root}${card.topic.link}#${card.id}`;
    find(".study-left").textContent = fill(texts.studyLeft, { n: session.left });
    for (const part of [answer, grades]) part.hidden = true;
    reveal.hidden = false;
    scrollTo({ top: 0, behavior: "instant" });
    question.focus({ preventScroll: true });
  };

  const showAnswer = () => {
    if (!answer.hidden) return;
    const times = waits(current, Date.now());
    for (const [index, button] of [...grades.children].entries()) {
      button.querySelector("small").textContent = short(times[index]);
    }
    reveal.hidden = true;
    for (const part of [answer, grades]) part.hidden = false;
    answer.focus({ preventScroll: true });
  };

  const grade = (mark) => {
    const { card, kept } = session.grade(current, mark, Date.now());
    mundap.announce(kept ? fromNow(card.due) : texts.studyUnkept);
    ask();
  };

  const finish = () => {
    const { next } = summary(chosen().flatMap(idsOf), Date.now());
    const lines = [fill(texts.studyDone, { n: session.answered, right: session.right })];
    if (Number.isFinite(next)) lines.push(fill(texts.studyNext, { when: fromNow(next) }));
    find(".study-result").textContent = lines.join(" ");
    show("done");
    find(".study-done h2").focus();
  };

  const back = () => {
    showProgress();
    show("setup");
    form.querySelector("button").focus();
  };

  const onKey = (event) => {
    if (screens.session.hidden || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (document.querySelector("dialog[open]")) return;
    const onControl = event.target.closest("button, a, input, textarea, select, summary");
    if ((event.key === " " || event.key === "Enter") && !onControl && answer.hidden) {
      event.preventDefault();
      showAnswer();
    } else if (/^[1-4]$/.test(event.key) && !answer.hidden && !event.target.closest("input, textarea, select")) {
      grade(Number(event.key));
    }
  };

  allBox.addEventListener("change", () => {
    for (const box of boxes) box.checked = allBox.checked;
    showProgress();
  });
  for (const box of boxes) box.addEventListener("change", showProgress);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    start(false);
  });
  find(".study-anyway").addEventListener("click", () => start(true));
  reveal.addEventListener("click", showAnswer);
  for (const button of grades.children) button.addEventListener("click", () => grade(Number(button.dataset.grade)));
  find(".study-end").addEventListener("click", () => (session.answered ? finish() : back()));
  find(".study-done button").addEventListener("click", back);
  document.addEventListener("keydown", onKey);
  mundapFiles.connect(form, say, showProgress);

  const asked = new URLSearchParams(location.search).get("topics")?.split(",") ?? [];
  if (boxes.some((box) => asked.includes(box.value))) {
    for (const box of boxes) box.checked = asked.includes(box.value);
  }
  showProgress();
  if (asked.length && chosen().length < boxes.length) start(false);
})();
