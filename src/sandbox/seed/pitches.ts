/** A campaign's copy: subject, three steps in the API's merge-tag form, and answers that leads give to it. */
export interface Pitch {
  readonly subject: string;
  readonly steps: readonly string[];
  readonly replies: readonly string[];
}

export const PITCHES: readonly Pitch[] = [
  {
    subject: "Quieter warehouses at {{companyName}}?",
    steps: [
      "Hi {{firstName}},<br/><br/>I noticed {{companyName}} opened a second warehouse this year. Teams of your size usually lose about a day a week to manual stock counts; our sensors took that to twenty minutes for a freight company much like yours.<br/><br/>Would a two-page summary be useful?",
      "Hi {{firstName}},<br/><br/>Just floating this back up. The summary is two pages, with real numbers and no form to fill in. Shall I send it?",
      "Last note from me, {{firstName}}. If stock counts are not on your list this quarter, tell me and I will close the file.",
    ],
    replies: [
      "Good timing, we were just talking about this on Monday. Please send the summary over, and if the numbers hold up I'd like our warehouse lead on a call.",
      "Interesting. What does it cost for one site of about 4,000 square metres?",
      "We already work with someone here, but the contract ends in March. Could you write again in February?",
    ],
  },
  {
    subject: "A question about {{companyName}}'s onboarding",
    steps: [
      "Hi {{firstName}},<br/><br/>I signed up for your trial yesterday (lovely product) and got stuck on the third step. I wrote down what happened, with screenshots. Want them?",
      "Hi {{firstName}},<br/><br/>The notes are still sitting in my drafts. Five screenshots, one idea each. Happy to pass them on for free.",
      "{{firstName}}, I'll leave it here. If the trial flow comes up again, my notes are yours.",
    ],
    replies: [
      "Ha, step three strikes again. Yes please, send the screenshots. Our designer will be thrilled, or the opposite.",
      "Thanks, that's kind. Could you send them to our product lead as well? She's in copy.",
      "Appreciate it, but we're rebuilding the whole flow as we speak.",
    ],
  },
  {
    subject: "Two ideas for the {{companyName}} newsletter",
    steps: [
      "Hello {{firstName}},<br/><br/>I've read the last six issues of your newsletter. The interviews are the best part by far, yet they come last. Two small changes could double the clicks.<br/><br/>May I send them?",
      "Hello {{firstName}},<br/><br/>In short: interviews first, and one link instead of nine. I have a mock-up if you are curious.",
      "Closing the loop, {{firstName}}. The mock-up is yours whenever you want it.",
    ],
    replies: [
      "You actually read it! Send the mock-up, I'll show it in our Thursday meeting.",
      "Sure, go ahead.",
      "Please take me off your list.",
    ],
  },
  {
    subject: "Thursday, 20 minutes?",
    steps: [
      "Hi {{firstName}},<br/><br/>We help teams such as {{companyName}} answer support tickets in the customer's own language. Three of your neighbours in the market use it.<br/><br/>Do you have 20 minutes on Thursday?",
      "Hi {{firstName}},<br/><br/>Thursday went by quickly. Would early next week be better?",
      "I'll stop here, {{firstName}}. One line back and I'm there.",
    ],
    replies: [
      "Thursday at 14:00 works. Please send an invite to me and to Nadia.",
      "Not me, sorry. You want our head of support, she decides on tooling.",
      "We looked at three of these last year and were not convinced. What is different about yours?",
    ],
  },
  {
    subject: "Energy bill of the {{companyName}} sites",
    steps: [
      "Hi {{firstName}},<br/><br/>Your annual report says that energy was 11% of cost. For companies with more than one site we usually find a third of that in night-time load nobody knew about.<br/><br/>Worth a look?",
      "Hi {{firstName}},<br/><br/>One meter reading is enough for a first estimate. I can do it on a call in ten minutes.",
      "All right, {{firstName}}, I'll let this rest. The offer stands.",
    ],
    replies: [
      "We'd be up for an estimate. I attached last year's readings, tell me if the format is fine.",
      "Can you do this for sites in Portugal too?",
      "No budget before summer, but keep us in mind.",
    ],
  },
  {
    subject: "Still interested, {{firstName}}?",
    steps: [
      "Hi {{firstName}},<br/><br/>You tried us in the spring and left after a week. We've since fixed the two things people complained about most: import and speed. Your old workspace is still there.<br/><br/>Care for another look?",
      "Hi {{firstName}},<br/><br/>I can load your data for you, so there is nothing to set up.",
      "Understood, {{firstName}}. I'll delete the old workspace on Friday unless you object.",
    ],
    replies: [
      "Please don't delete it yet! We're revisiting this in two weeks.",
      "Import was exactly why we left. Does it take semicolons now?",
      "We went with something else. All the best.",
    ],
  },
  {
    subject: "Your talk on returns",
    steps: [
      "Hi {{firstName}},<br/><br/>I was in the third row when you spoke about returns at {{companyName}}. The slide with the blue boxes stayed with me: we see the same pattern in 40 shops.<br/><br/>May I show you what they changed?",
      "Hi {{firstName}},<br/><br/>One picture says it: returns fell by a fifth once the size hint moved above the button. Happy to share the rest.",
      "I'll leave the boxes in peace now, {{firstName}}. Thank you for the talk.",
    ],
    replies: [
      "Thank you! Yes, show me. Friday morning is quiet here.",
      "Which shops were these, if I may ask? We might know some of them.",
      "Kind of you, but returns moved to another team. Try the operations desk.",
    ],
  },
  {
    subject: "Hiring three field engineers?",
    steps: [
      "Hello {{firstName}},<br/><br/>Your careers page lists three field engineers. We keep a small bench of people who did that job in Rotterdam and would move.<br/><br/>Shall I send two profiles, without names and without a fee for looking?",
      "Hello {{firstName}},<br/><br/>One of the two has taken another offer; the other would still like to meet {{companyName}}.",
      "Closing this one, {{firstName}}. Good luck with the search.",
    ],
    replies: [
      "Two profiles, no names, no fee: deal. Send them to me directly please.",
      "We filled two of the three last week. Do you also cover Poland?",
      "All hiring goes through our agency, sorry.",
    ],
  },
  {
    subject: "Contract draft for the {{companyName}} pilot",
    steps: [
      "Hi {{firstName}},<br/><br/>As agreed on the phone, here are the three points that we would put in writing for the pilot: eight weeks, two sites, and either side may stop after four.<br/><br/>Anything missing from your side?",
      "Hi {{firstName}},<br/><br/>Did the three points reach your legal team?",
      "{{firstName}}, I'll keep the dates free until Friday.",
    ],
    replies: [
      "Looks right to me. Legal asks for one change: notice of ten days, not five. Then we can sign.",
      "Could we start with one site and add the second in week three?",
      "We have to push this to the next quarter, the board wants to see the budget first.",
    ],
  },
];
