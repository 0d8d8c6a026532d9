// The suites that vitest runs. `npm test` picks them by project name and adds the host tests, which run inside VS Code.
import { defineConfig } from 'vitest/config';

/** Only what hangs fails by this: a machine under load takes several times as long, and no test is about time. */
const patience = { testTimeout: 60_000, hookTimeout: 60_000 };

export default defineConfig({
  test: {
    allowOnly: false,
    projects: [
      { test: { ...patience, name: 'unit', include: ['test/unit/**/*.test.ts'], exclude: ['test/unit/**/*.browser.test.ts'] } },
      // What needs a bare browser beside Node, and so no second Node.
      { test: { ...patience, name: 'browser', include: ['test/unit/**/*.browser.test.ts'] } },
      { test: { ...patience, name: 'package', include: ['test/package/**/*.test.ts'] } },
      {
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.e2e.ts'],
          // A loaded machine takes four times as long as a quiet one; a step of the driver gives up after 90 s.
          testTimeout: 180_000,
          hookTimeout: 300_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
