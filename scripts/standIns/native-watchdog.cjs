// Stands in for VS Code's native watchdog in the served VS Code. Watches nothing: the harness ends the hosts that it started.
exports.start = () => {};
exports.exit = (code) => process.exit(code ?? 0);
