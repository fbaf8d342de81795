// Has the camera give as many dots as a paper needs: Streamlit asks for a height and no width, so
// that most cameras answer with less than they can.
//
// One for the whole page. Who has no such camera gets the nearest that there is.

export default ({ data }) => {
  const devices = navigator.mediaDevices; // not there where the page is not served safely
  if (!devices || window.doneOnceCamera) return;
  window.doneOnceCamera = true;
  const open = devices.getUserMedia.bind(devices);
  const size = { width: { ideal: data.width }, height: { ideal: data.height } };
  devices.getUserMedia = (wanted) =>
    open(wanted?.video ? { ...wanted, video: { ...wanted.video, ...size } } : wanted);
};
