/** Several files: their labels become tabs, of which one shows its editor. One file: its label stays as its name. */
export function makeTabs(form, editors) {
  if (editors.length === 1) {
    labelOf(form, editors[0])?.setAttribute("aria-current", "true");
    return;
  }
  const list = document.createElement("span");
  list.setAttribute("role", "tablist");
  labelOf(form, editors[0]).before(list);
  const tabs = editors.map((editor) => makeTab(form, editor));
  list.append(...tabs);

  function choose(chosen, focus = false) {
    tabs.forEach((tab, i) => {
      tab.setAttribute("aria-selected", i === chosen);
      tab.tabIndex = i === chosen ? 0 : -1;
      editors[i].host.hidden = i !== chosen;
    });
    editors[chosen].view.requestMeasure();
    if (focus) tabs[chosen].focus();
  }
  tabs.forEach((tab, i) => tab.addEventListener("click", () => choose(i)));
  list.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!step) return;
    event.preventDefault();
    choose((tabs.indexOf(event.target) + step + tabs.length) % tabs.length, true);
  });
  choose(0);
}

const labelOf = (form, { textarea }) => form.querySelector(`label[for="${textarea.id}"]`);

function makeTab(form, editor) {
  const label = labelOf(form, editor);
  const tab = Object.assign(document.createElement("button"), { type: "button", className: "link", textContent: editor.path });
  tab.id = `${editor.textarea.id}-tab`;
  tab.setAttribute("role", "tab");
  tab.setAttribute("aria-controls", (editor.host.id = `${editor.textarea.id}-editor`));
  editor.host.setAttribute("role", "tabpanel");
  editor.host.setAttribute("aria-labelledby", tab.id);
  label.remove();
  return tab;
}
