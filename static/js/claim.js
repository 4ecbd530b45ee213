// The claim of an open page: renewed while somebody looks at it, and no longer once it is lost.
const LOOK = 10_000;

export function keepClaim() {
  let renewed = Date.now();
  setInterval(() => {
    const claim = document.querySelector("#claim[data-seconds]");
    if (!claim || document.hidden || Date.now() - renewed < (claim.dataset.seconds * 1000) / 3) return;
    renewed = Date.now();
    htmx.trigger(claim, "renew");
  }, LOOK);
}
