import { agree } from "./agreement.js";

// the slow spin modes of polarised leads are physical: where blockade freezes them the expansion does not converge
agree("polarised", 20261124, 250, 0.2);
