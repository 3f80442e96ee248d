namespace PlanAndAct.Agent;

/// <summary>What one attempt sends, and which attempt it is.</summary>
internal sealed record AttemptRequest(PromptTemplate Prompt, Conversation Conversation, int Number, bool IsLast);
