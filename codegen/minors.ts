/** One supported minor: where its document in codegen/openapi comes from, and its digest. */
export interface SupportedMinor {
  readonly minor: string;
  readonly release: string;
  /** Of codegen/openapi/v1.NN.json as `npm run add-minor` writes it; the order of keys is free. */
  readonly sha256: string;
}

/** The one list of supported minors, oldest first and without a gap. */
export const supportedMinors: readonly SupportedMinor[] = [
  release('1.25.16', 'def2c09e0d148aee84a2b1d495fbaeee19a1dfc42e6ad93066a7cc5c6dc929a6'),
  release('1.26.15', '3cba2b7bc329515981057f005560e8354e98203557f50c4ef2983a363e3548f0'),
  release('1.27.4', '3ecf406f9bd2f41945591b781fbe609caad0b09fc33f6e70b5ae5e57912bef7a'),
  release('1.28.15', 'fc49be8f4349ce2cbc75894352a18e8d826a754ca51f5f3baeea2fb4700d35f8'),
  release('1.29.15', '10685484d32458569566a24348c9f777cf5d5a01f3428c1fac70f7a13b9f4891'),
  release('1.30.14', 'fce96e81e38a784efa38db61ba9a06158ccc4f72133a898e40545958ba3998ce'),
  release('1.31.12', 'bb93b5663fe045d9809c221c638f77ae82a206b5b042fc98f51bd2c08e5fb22f'),
  release('1.32.13', '1c3a137652ec2c08fbcce6920ffe6c21d76150d7396f9b56ba5cd2bedebe3023'),
  release('1.33.13', '6bfdca16549f773127100919365d0ff810f394ee31a3ea408ac228ef81086e5c'),
  release('1.34.11', 'fd122f6e43dc0175c4d975728a148f5435f3b1dadc2ae9b07164aede59c25cb6'),
  release('1.35.8', '77a62642e1e04cdd20f1818cb35045eba4cf982ac589706275b9e133cc81efe2'),
  release('1.36.3', 'f54c6827f8a10babf5b7fdeb2ef7181614504701d1eba1437bfb86fff3982eeb'),
  release('1.37.2', '6cfb6a532a32ecf061818d6302d719e89698e11997c135dd56cf60b574402c38'),
];

function release(version: string, sha256: string): SupportedMinor {
  return { minor: version.slice(0, version.lastIndexOf('.')), release: version, sha256 };
}
