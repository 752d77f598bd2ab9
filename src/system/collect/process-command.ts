/** What the kernel keeps of a program's name, in bytes (TASK_COMM_LEN without its end). */
const KEPT_OF_NAME = 15;

/** The arguments of /proc/<pid>/cmdline, each ended by a null. A process that wrote a title over them leaves nulls behind it. */
export function parseCommand(bytes: Buffer): readonly string[] {
  let end = bytes.length;
  while (end > 0 && bytes[end - 1] === 0) end -= 1;
  return end === 0 ? [] : bytes.toString('utf8', 0, end).split('\0');
}

/** The last part of a program's path: `qemu-system-x86_64` of `/usr/bin/qemu-system-x86_64`. */
export function programName(command: readonly string[]): string {
  const program = command[0] ?? '';
  return program.slice(program.lastIndexOf('/') + 1);
}

/** The whole name where the kernel's was cut and the program's file tells how it goes on, as `qemu-system-x86` does. */
export function wholeName(kernelName: string, command: readonly string[]): string {
  if (Buffer.byteLength(kernelName) < KEPT_OF_NAME) return kernelName;
  const program = programName(command);
  return program.startsWith(kernelName) ? program : kernelName;
}
