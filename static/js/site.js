import { addAttentionMaps } from "./attention.js";
import { addBowlSliders } from "./bowl.js";
import { keepClaim } from "./claim.js";
import { addCopyButtons } from "./copy.js";
import { addEntropySliders } from "./entropy.js";
import { addGateSteps } from "./gates.js";
import { followReading } from "./progress.js";
import { makeFormulasReachable } from "./reach.js";
import { setUpRequests } from "./requests.js";

setUpRequests();
keepClaim();
addCopyButtons(document);
makeFormulasReachable();
addEntropySliders(document);
addBowlSliders(document);
addGateSteps(document);
addAttentionMaps(document);
document.addEventListener("htmx:afterSwap", ({ detail }) => addCopyButtons(detail.target.parentElement ?? document));
const article = document.querySelector("article[data-progress-url]");
if (article) followReading(article);

// The server shows times in the reader's zone (apps/web/middleware.py).
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
if (zone) document.cookie = `timezone=${zone}; path=/; max-age=31536000; samesite=lax`;
