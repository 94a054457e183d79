import { agree } from "./agreement.js";

agree("unpolarised", 20261124, 750, 0.05);
