import { Modal } from 'antd';
import { useEffect, useState } from 'react';
import { sessionEnded } from '../http';
import { SignIn } from './SignIn';

/** Asks to sign in again when a session ends over open work, in a dialog over the page, which stays as it is. */
export function SignInAgain() {
  const [ended, setEnded] = useState(false);
  useEffect(() => {
    const hear = () => setEnded(true);
    sessionEnded.addEventListener('ended', hear);
    return () => sessionEnded.removeEventListener('ended', hear);
  }, []);
  return (
    <Modal open={ended} footer={null} closable={false} width={460} destroyOnHidden>
      <SignIn again={() => setEnded(false)} />
    </Modal>
  );
}
