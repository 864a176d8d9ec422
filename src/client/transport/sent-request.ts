/** A request that was sent, for logs and metrics: no header, body or query, in which secrets might be. */
export interface SentRequest {
  readonly method: string;
  /** As the API has it: `/api/v1/namespaces/shop/pods/web-0`. */
  readonly path: string;
  /** The HTTP status; 101 for attached streams, undefined where no answer came. */
  readonly status: number | undefined;
  /** Milliseconds until the head of the answer, or until it failed. */
  readonly duration: number;
  /** 1, or more where it is sent again since the last attempt failed. */
  readonly attempt: number;
}

export type OnRequest = (request: SentRequest) => void;

/** Begins to time a request; what is returned tells of its end, the first time it is called. */
export function timeRequest(
  onRequest: OnRequest | undefined,
  request: Pick<SentRequest, 'method' | 'path' | 'attempt'>,
): (status: number | undefined) => void {
  if (onRequest === undefined) return () => {};
  const began = performance.now();
  let told = false;
  return (status) => {
    if (told) return;
    told = true;
    const { method, path, attempt } = request;
    onRequest({ method, path, status, duration: performance.now() - began, attempt });
  };
}
