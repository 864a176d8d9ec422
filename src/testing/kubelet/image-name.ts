export interface ImageName {
  readonly domain: string;
  /** With its tag and digest. */
  readonly path: string;
}

/** Source: github.com/distribution/reference normalize.go splitDockerDomain */
export function splitImage(image: string): ImageName {
  const slash = image.indexOf('/');
  const first = image.slice(0, Math.max(slash, 0));
  const isDomain = /[.:]/.test(first) || first === 'localhost' || first !== first.toLowerCase();
  if (slash >= 0 && isDomain) return { domain: first, path: image.slice(slash + 1) };
  return { domain: 'docker.io', path: slash < 0 ? `library/${image}` : image };
}

/** The image as the runtime names it, and with it the status of its containers. */
export function normalizeImage(image: string): string {
  const { domain, path } = splitImage(image);
  return `${domain}/${path}${/[:@]/.test(path) ? '' : ':latest'}`;
}
