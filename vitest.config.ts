import { defineConfig } from "vitest/config";

const postgres = process.env["ONRECORD_TEST_POSTGRES"];
if (postgres === undefined) {
  if (process.env["ONRECORD_NEED_POSTGRES"]) throw new Error("ONRECORD_TEST_POSTGRES is not set");
  process.stdout.write(
    "The ledger is not tested on PostgreSQL: set ONRECORD_TEST_POSTGRES=postgres://USER:PASSWORD@HOST/DATABASE to do so.\n",
  );
}
const shared = { testTimeout: 20_000 };

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          ...shared,
          name: "onrecord",
          include: ["src/**/*.test.ts", "test/**/*.test.ts", "web/src/**/*.test.ts"],
        },
      },
      // The ledger's suites once more, over the other database.
      ...(postgres === undefined
        ? []
        : [
            {
              test: {
                ...shared,
                name: "PostgreSQL",
                include: ["src/ledger/**/*.test.ts"],
                env: { ONRECORD_TEST_ON: postgres },
              },
            },
          ]),
    ],
  },
});
