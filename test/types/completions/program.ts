// the test opens this file with other text, as an editor does that has not saved yet
export {};
