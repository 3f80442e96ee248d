namespace PlanAndAct.Desk;

internal enum OrderStatus
{
    Open,
    Shipped,
    Cancelled,
}
