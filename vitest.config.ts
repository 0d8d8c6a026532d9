// The suites that vitest runs. `npm test` picks them by project name and adds the host tests, which run inside VS Code.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    allowOnly: false,
    projects: [
      { test: { name: 'unit', include: ['test/unit/**/*.test.ts'], exclude: ['test/unit/**/*.browser.test.ts'] } },
      // What needs a bare browser beside Node, and so no second Node.
      { test: { name: 'browser', include: ['test/unit/**/*.browser.test.ts'] } },
      { test: { name: 'package', include: ['test/package/**/*.test.ts'] } },
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
