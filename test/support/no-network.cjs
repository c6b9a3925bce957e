// Fails each connection of a process, as on a machine without a network.
const { Socket } = require("node:net");

Socket.prototype.connect = () => {
  throw new Error("the command opens a connection");
};
