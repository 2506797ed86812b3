import type { Words } from '@symbolon/protocol/kernel'

/** What `symbolon doctor` finds. */
export const doctorWords = {
  nodeVersion: { en: 'Node.js {version}', el: 'Node.js {version}' },
  nodeOld: {
    en: 'Node.js {version} is too old; 24 is needed',
    el: 'Το Node.js {version} είναι πολύ παλιό· χρειάζεται το 24',
  },
  parts: { en: 'All parts are installed', el: 'Η εγκατάσταση είναι πλήρης' },
  partsMissing: { en: 'A part of the installation is missing', el: 'Η εγκατάσταση δεν είναι πλήρης' },
  folder: {
    en: 'The data folder {data} can be written to',
    el: 'Η εγγραφή στον φάκελο δεδομένων {data} είναι δυνατή',
  },
  folderReadOnly: {
    en: 'The data folder {data} cannot be written to',
    el: 'Η εγγραφή στον φάκελο δεδομένων {data} δεν είναι δυνατή',
  },
  disk: { en: '{free} free on the disk', el: 'Ελεύθερος χώρος στον δίσκο: {free}' },
  diskFull: { en: 'Only {free} free on the disk', el: 'Ελεύθερος χώρος στον δίσκο: μόνο {free}' },
  nodeReady: { en: 'The node answers at {url}', el: 'Ο κόμβος απαντά στη διεύθυνση {url}' },
  nodeUnreachable: { en: 'No node answers at {url}', el: 'Κανένας κόμβος δεν απαντά στη διεύθυνση {url}' },
  nodeSilent: {
    en: 'The node (process {pid}) runs but is not ready',
    el: 'Ο κόμβος (διεργασία {pid}) λειτουργεί αλλά δεν είναι έτοιμος',
  },
  nodeEnded: { en: 'The node of {data} has ended', el: 'Ο κόμβος του φακέλου δεδομένων {data} έχει τερματιστεί' },
  nodeNever: {
    en: 'No node has run on {data} yet',
    el: 'Δεν έχει λειτουργήσει ακόμη κόμβος στον φάκελο δεδομένων {data}',
  },
  portFree: { en: 'Port {port} is free', el: 'Η θύρα {port} είναι ελεύθερη' },
  portTaken: { en: 'Port {port} is used by another program', el: 'Η θύρα {port} χρησιμοποιείται από άλλο πρόγραμμα' },
  profiles: { en: 'Profiles: {names}', el: 'Προφίλ: {names}' },
  noProfiles: { en: 'There is no profile on this machine', el: 'Δεν υπάρχει προφίλ σε αυτό το μηχάνημα' },
} as const satisfies Record<string, Words>
