// Nothing is to be transformed: Node runs ES modules as they are.
export default { transform: {} };
