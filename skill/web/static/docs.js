// Runs the examples, as they stand on the page.

for (const example of document.querySelectorAll(".example")) {
  const button = example.querySelector("button");
  const [status, answer] = [example.querySelector("output"), example.querySelector(".answer")];
  button.hidden = false;
  button.addEventListener("click", async () => {
    const body = example.querySelector("textarea")?.value;
    try {
      const given = await fetch(example.dataset.path, {
        method: example.dataset.method,
        body,
        headers: body ? { "Content-Type": "application/json" } : {},
      });
      answer.textContent = JSON.stringify(await given.json(), null, 2);
      status.textContent = given.status;
    } catch {
      status.textContent = example.closest("[data-trouble]").dataset.trouble;
    }
  });
}
