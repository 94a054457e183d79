// The binary for the electrons of any device: of themselves, and moving together with the rotor.

export * from "./host/device";
export * from "./host/ensemble";
export * from "./host/frozen";
export * from "./host/periodic";
export * from "./host/rotor";
export * from "./host/together";
