// What a page gets from one script tag: the library as the global `quantumMotor`.
export * from "../index.js";
