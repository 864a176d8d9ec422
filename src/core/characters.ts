export const dash = 45;
export const dot = 46;

export function isLowerOrDigit(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 48 && code <= 57);
}

export function isLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
}

export function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

export function isEnvName(value: string): boolean {
  return !isDigit(value.charCodeAt(0)) && isKey(value);
}

/** Letters, digits, `-`, `_` and `.`, at least one. */
export function isKey(value: string): boolean {
  for (let index = 0; index < value.length; index++) {
    const code = value.charCodeAt(index);
    if (!isLetter(code) && !isDigit(code) && code !== dash && code !== dot && code !== 95) return false;
  }
  return value.length > 0;
}

export function isStrictEnvName(value: string): boolean {
  return isEnvName(value) && value !== '.' && !value.startsWith('..');
}

/** Source: kubernetes v1.34 apimachinery pkg/util/validation/validation.go IsRelaxedEnvVarName */
export function isRelaxedEnvName(value: string): boolean {
  for (let index = 0; index < value.length; index++) {
    const code = value.charCodeAt(index);
    if (code < 0x20 || code > 0x7e || code === 61) return false;
  }
  return value.length > 0;
}
