// The list of a topic's questions: filtered as one types, with marks at what was read.
(() => {
  const { texts, read, write, announce, currentQuestion } = mundap;
  const tools = document.querySelector(".list-tools");
  const list = document.querySelector(".question-list");
  if (!tools || !list) return;
  /** @type {HTMLInputElement} */
  const field = tools.querySelector(".list-filter");
  const count = tools.querySelector(".list-count");
  /** @type {HTMLAnchorElement} */
  const goOn = tools.querySelector(".list-go-on");
  /** @type {HTMLButtonElement} */
  const forget = tools.querySelector(".list-forget");
  const everything = count.textContent;

  // Hangul as letters, so that a syllable that is still being typed fits: 하 and 학ㅅ find 학습.
  const INITIALS = [..."ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"];
  const VOWELS = "ㅏ ㅐ ㅑ ㅒ ㅓ ㅔ ㅕ ㅖ ㅗ ㅗㅏ ㅗㅐ ㅗㅣ ㅛ ㅜ ㅜㅓ ㅜㅔ ㅜㅣ ㅠ ㅡ ㅡㅣ ㅣ".split(" ");
  const FINALS = " ㄱ ㄲ ㄱㅅ ㄴ ㄴㅈ ㄴㅎ ㄷ ㄹ ㄹㄱ ㄹㅁ ㄹㅂ ㄹㅅ ㄹㅌ ㄹㅍ ㄹㅎ ㅁ ㅂ ㅂㅅ ㅅ ㅆ ㅇ ㅈ ㅊ ㅋ ㅌ ㅍ ㅎ".split(" ");
  const SYLLABLE = /[가-힣]/g;
  const initial = (syllable) => INITIALS[Math.floor((syllable.charCodeAt(0) - 0xac00) / 588)];

  const letters = (text) =>
    text
      .normalize("NFC")
      .toLowerCase()
      .replace(SYLLABLE, (syllable) => {
        const code = syllable.charCodeAt(0) - 0xac00;
        return initial(syllable) + VOWELS[Math.floor((code % 588) / 28)] + FINALS[code % 28];
      });

  const items = [...list.children].map((item) => {
    const text = item.querySelector("a").textContent.normalize("NFC");
    return { item, text: letters(text), initials: text.replace(SYLLABLE, initial) };
  });

  const fits = (entry, word) =>
    entry.text.includes(letters(word)) || (/^[ㄱ-ㅎ]+$/.test(word) && entry.initials.includes(word));

  const filter = () => {
    const words = field.value.trim().split(/\s+/).filter(Boolean);
    let number = 0;
    for (const entry of items) {
      const found = words.every((word) => fits(entry, word));
      entry.item.hidden = !found;
      number += found ? 1 : 0;
    }
    const some = texts.listed.replace("{n}", String(number)).replace("{all}", String(items.length));
    const text = !words.length ? everything : number ? some : texts.unlisted;
    if (count.textContent !== text) count.textContent = text;
  };

  const idOf = (item) => decodeURIComponent(item.querySelector("a").hash.slice(1));

  const mark = (item) => {
    if (item.querySelector(".seen-mark")) return;
    const sign = document.createElement("span");
    sign.className = "seen-mark";
    sign.title = texts.seen;
    sign.innerHTML = '<span aria-hidden="true">✓</span><span class="visually-hidden"></span>';
    sign.lastElementChild.textContent = texts.seen;
    item.firstElementChild.append(" ", sign);
  };

  const showSeen = () => {
    const seen = read("seen", {});
    for (const { item } of items) if (seen[idOf(item)]) mark(item);
    forget.hidden = !Object.keys(seen).length;
  };

  const showPlace = () => {
    const place = read("places", {})[tools.dataset.topic];
    const heading = place && document.getElementById(place)?.querySelector("h2");
    if (!heading || location.hash) return;
    const title = heading.firstChild.textContent;
    goOn.href = `#${place}`;
    goOn.textContent = texts.goOn.replace("{question}", title);
    goOn.hidden = false;
  };

  // A question is read when its end was in sight for a while.
  const timers = new Map();
  const remember = (id) => {
    write("seen", { ...read("seen", {}), [id]: 1 });
    showSeen();
  };
  const ends = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      const id = target.closest('section[id^="q-"]').id;
      clearTimeout(timers.get(id));
      if (isIntersecting) timers.set(id, setTimeout(() => remember(id), 1500));
    }
  });
  for (const end of document.querySelectorAll('section[id^="q-"] > :last-child')) ends.observe(end);

  const savePlace = () => {
    const places = read("places", {});
    const id = currentQuestion()?.id;
    if (id) write("places", { ...places, [tools.dataset.topic]: id });
  };

  forget.addEventListener("click", () => {
    for (const key of ["seen", "places"]) write(key, null);
    for (const sign of list.querySelectorAll(".seen-mark")) sign.remove();
    goOn.hidden = true;
    announce(texts.forgotten);
    field.focus();
    forget.hidden = true;
  });
  field.addEventListener("input", filter);
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.isComposing) return;
    field.value = "";
    filter();
  });
  addEventListener("pagehide", savePlace);
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && savePlace());
  filter(); // a browser may have brought the field's text back
  showSeen();
  showPlace();
})();
