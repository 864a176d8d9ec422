/** What a program's terminal makes of the keys typed into it. */
export interface EmulatedTerminal {
  /** Takes what a client sends. */
  receive(data: Uint8Array): void;
}

export interface TerminalOutlets {
  /** Shows what is typed. */
  readonly echo: (data: Buffer) => void;
  /** Gives a whole line to the program. */
  readonly submit: (line: Buffer) => void;
  /** Ctrl-D on an empty line. */
  readonly endInput: () => void;
  /** Ctrl-C. */
  readonly interrupt: () => void;
}

const [ctrlC, ctrlD, backspace, carriageReturn, newline, del] = [0x03, 0x04, 0x08, 0x0d, 0x0a, 0x7f];

/** A terminal as a program finds it: it shows what is typed, and passes it on line by line. */
export function openTerminal({ echo, submit, endInput, interrupt }: TerminalOutlets): EmulatedTerminal {
  let line: number[] = [];
  return {
    receive(data) {
      for (const key of data) {
        if (key === ctrlC) {
          line = [];
          echo(Buffer.from('^C\n'));
          interrupt();
        } else if (key === ctrlD) {
          if (line.length === 0) endInput();
          else submit(Buffer.from(line.splice(0)));
        } else if (key === backspace || key === del) {
          if (line.pop() !== undefined) echo(Buffer.from('\b \b'));
        } else if (key === carriageReturn || key === newline) {
          echo(Buffer.of(newline));
          submit(Buffer.from([...line.splice(0), newline]));
        } else {
          line.push(key);
          echo(Buffer.of(key));
        }
      }
    },
  };
}
