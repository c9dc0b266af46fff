/** Whom a tale can be about, and how to speak of them. */
export const heroes = [
  ["Mira", "she", "her"],
  ["Tilda", "she", "her"],
  ["Nell", "she", "her"],
  ["Juno", "she", "her"],
  ["Oskar", "he", "his"],
  ["Pip", "he", "his"],
  ["Bruno", "he", "his"],
  ["Felix", "he", "his"],
] as const;

export const friends = [
  "Old Anka",
  "Uncle Barto",
  "Granny Wren",
  "Captain Lum",
  "Doctor Quill",
  "Cousin Vesna",
] as const;

export const animals = [
  "fox",
  "hare",
  "mouse",
  "otter",
  "badger",
  "hedgehog",
  "squirrel",
  "goat",
  "duck",
  "frog",
] as const;

export const tempers = ["shy", "brave", "tiny", "clever", "lazy", "merry", "hungry", "curious"] as const;

export const homes = [
  "under the stone bridge",
  "behind the windmill",
  "beside the quiet lake",
  "in a hollow oak",
  "on top of the green hill",
  "at the edge of the forest",
] as const;

export const times = [
  "One misty morning",
  "One summer evening",
  "On the first day of winter",
  "Late one night",
  "After the long rain",
  "Before the harvest",
] as const;

export const looks = ["silver", "golden", "broken", "dusty", "heavy", "shining", "little", "painted"] as const;

export const things = [
  "key",
  "bell",
  "lantern",
  "map",
  "drum",
  "kite",
  "mirror",
  "whistle",
  "button",
  "violin",
] as const;

export const places = [
  "in the grass",
  "by the well",
  "near the mill",
  "in the snow",
  "on the road",
  "under a root",
] as const;

export const owners = ["baker", "miller", "king", "weaver", "sailor", "teacher", "blacksmith", "queen"] as const;

export const gifts = [
  "a warm loaf",
  "a jar of honey",
  "a red scarf",
  "three ripe pears",
  "a bowl of soup",
  "a kind word",
  "a bag of nuts",
] as const;

export const endings = [
  "slept well",
  "dreamed of the sea",
  "sang until the stars came out",
  "told the tale to the moon",
  "danced in the kitchen",
  "smiled in the dark",
] as const;
