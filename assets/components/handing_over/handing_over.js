// Gives a file to whoever just asked for it. It came with the page: there is no address to fetch it
// from, neither for the person nor for the next one (law 14).
const KEPT_MILLISECONDS = 10000;

function blobOf({ content, type }) {
  const bytes = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0));
  return new Blob([bytes], { type });
}

export default ({ data, parentElement }) => {
  if (parentElement.handedOver === data.mark) return; // drawn again, but asked for once
  parentElement.handedOver = data.mark;
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blobOf(data));
  link.download = data.name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), KEPT_MILLISECONDS);
};
