const valueMessage =
  "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";

/** What is wrong with the value of a label. Source: kubernetes v1.37 apimachinery pkg/api/validate/content/kube.go IsLabelValue */
export function explainLabelValue(value: string, minor: number): string[] {
  return [
    ...(value.length > 63 ? [`must be no more than 63 ${minor >= 35 ? 'bytes' : 'characters'}`] : []),
    ...(/^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$/.test(value) ? [] : [valueMessage]),
  ];
}
